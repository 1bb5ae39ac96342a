import {
  apply,
  construct,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  quietly,
  sealedWeakMap,
} from './natives.ts';

/** A hook may change what the native is called on, and by the elements of `args` what it is called with. */
export type Call<Self> = { self: Self };

/**
 * Runs before the native function, which may still throw; what it returns gets the native's result after. Neither can
 * change the result, nor throw.
 */
export type Hook<Self, Args extends unknown[], Result> = (
  self: Self,
  args: Args,
  call: Call<Self>,
) => ((result: Result) => void) | undefined | void;

export type Disguise = {
  /** Replaces a method, or the getter of an attribute. Its hook rests while the tap is off. */
  method<Self, Args extends unknown[], Result>(owner: object, name: PropertyKey, hook: Hook<Self, Args, Result>): void;
  /** Replaces a global constructor, also on its prototype. Its hook never rests: what is opened now may be counted later. */
  global<Args extends unknown[], Result>(name: string, hook: Hook<undefined, Args, Result>): void;
};

type Native = (...args: unknown[]) => unknown;
type AnyHook = Hook<unknown, unknown[], unknown>;

/**
 * Puts hooks around the browser's functions so that a page cannot tell: a proxy keeps name, length, statics,
 * prototype, `new.target` and errors; the property keeps its flags; `Function.prototype.toString` is told of the native
 * below, also for the functions of another frame that has a tap of its own; an error that the native throws loses our
 * lines of its `stack`.
 */
export function createDisguise(isOn: () => boolean, cleaned: (stack: string) => string | undefined): Disguise {
  const natives = sealedWeakMap<object, Native>();
  const proxies = sealedWeakMap<object, Native>();
  const around = (hook: AnyHook | false, call: Call<unknown>, args: unknown[], run: () => unknown) => {
    const after = hook && quietly(() => hook(call.self, args, call));
    let result: unknown;
    try {
      result = run();
    } catch (error) {
      quietly(() => ((error as Error).stack = cleaned((error as Error).stack!) || (error as Error).stack!));
      throw error;
    }
    if (after) quietly(() => after(result));
    return result;
  };

  const replace = (owner: object, name: PropertyKey, handler: ProxyHandler<Native>) => {
    const descriptor = getOwnPropertyDescriptor(owner, name);
    if (!descriptor) return;
    const part = descriptor.get ? 'get' : 'value';
    const native = descriptor[part] as Native;
    let proxy = proxies.get(native); // one constructor may have two names
    if (!proxy) {
      // Traps that a page puts on Object.prototype must not be inherited.
      proxy = new Proxy(native, { __proto__: null, ...handler } as ProxyHandler<Native>);
      natives.set(proxy, native);
      proxies.set(native, proxy);
    }
    descriptor[part] = proxy;
    defineProperty(owner, name, descriptor);
  };

  const functions = Function.prototype as unknown as { toString: Native };
  const nameless = apply(functions.toString, new Proxy(replace, {}), []) as string;
  replace(functions, 'toString', {
    apply: (native, self: object, args) =>
      around(false, { self }, args, () => {
        const known = natives.get(self);
        const code = apply(native, known ?? self, args) as string;
        if (known || code !== nameless) return code;
        // A proxy of another frame's tap is known to the toString of that frame.
        const { toString } = (getPrototypeOf(self) ?? functions) as typeof functions;
        return natives.get(toString) ? code : apply(toString, self, args);
      }),
  });

  return {
    method: (owner, name, hook) =>
      replace(owner, name, {
        apply: (native, self: unknown, args: unknown[]) => {
          const call = { self };
          return around(isOn() && (hook as AnyHook), call, args, () => apply(native, call.self, args));
        },
      }),
    global: (name, hook) => {
      const globals = globalThis as unknown as Record<string, { prototype: { constructor: unknown } }>;
      if (!globals[name]) return;
      replace(globals, name, {
        construct: (target, args: unknown[], newTarget) =>
          around(hook as AnyHook, { self: undefined }, args, () => construct(target, args, newTarget)) as object,
      });
      globals[name].prototype.constructor = globals[name];
    },
  };
}
