import {
  apply,
  capture,
  construct,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  quietly,
  sealedWeakMap,
} from './natives.ts';

/** One call of a replaced function. A hook may change what it is called on and with. */
export type Call<Self, Args extends unknown[]> = { self: Self; args: Args };

/**
 * Runs before the native function, which may still throw; what it returns gets the native's result after. Neither can
 * change the result, nor throw.
 */
export type Hook<Self, Args extends unknown[], Result> = (
  call: Call<Self, Args>,
) => ((result: Result) => void) | undefined | void;

export type Disguise = {
  /** Replaces a method, or the getter of an attribute. Its hook rests while the tap is off. */
  method<Self, Args extends unknown[], Result>(owner: object, name: PropertyKey, hook: Hook<Self, Args, Result>): void;
  /** Replaces a global constructor, also on its prototype. Its hook never rests: what is opened now may be counted later. */
  construction<Args extends unknown[], Result>(name: string, hook: Hook<undefined, Args, Result>): void;
};

type Native = (...args: unknown[]) => unknown;
type AnyHook = Hook<unknown, unknown[], unknown>;

/**
 * Puts hooks around the browser's functions so that a page cannot tell: a proxy keeps name, length, statics,
 * prototype, `new.target` and errors; the property keeps its flags; `Function.prototype.toString` is told of the native
 * below, also for the functions of another frame that has a tap of its own; an error that the native throws loses our
 * lines of its `stack`.
 */
export function createDisguise(isOn: () => boolean): Disguise {
  const text = capture(String);
  const natives = sealedWeakMap<object, Native>();
  const proxies = sealedWeakMap<object, Native>();
  const ownAddress = /[\w-]+-extension:\/\/[^/]+|<anonymous code>:/.exec(new Error().stack!)?.[0];

  const clean = quietly((error: Error) => {
    let stack = error.stack!;
    for (let at; ownAddress && (at = text.indexOf(stack, ownAddress)) >= 0;) {
      const start = text.lastIndexOf(stack, '\n', at) + 1;
      const end = text.indexOf(stack, '\n', at) + 1;
      stack = text.slice(stack, 0, end ? start : start - 1) + (end ? text.slice(stack, end) : '');
      error.stack = stack;
    }
  });

  const around = (hook: AnyHook | false, call: Call<unknown, unknown[]>, run: () => unknown) => {
    const after = hook && quietly(hook)(call);
    let result: unknown;
    try {
      result = run();
    } catch (error) {
      clean(error as Error);
      throw error;
    }
    if (after) quietly(after)(result);
    return result;
  };

  const replace = (owner: object, name: PropertyKey, handler: ProxyHandler<Native>) => {
    const descriptor = getOwnPropertyDescriptor(owner, name);
    if (!descriptor) return;
    const part = descriptor.get ? 'get' : 'value';
    const native = descriptor[part] as Native;
    if (natives.get(native)) return; // one constructor by two names
    let proxy = proxies.get(native);
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
      around(false, { self, args }, () => {
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
          const call = { self, args };
          return around(isOn() && (hook as AnyHook), call, () => apply(native, call.self, call.args));
        },
      }),
    construction: (name, hook) => {
      const native = getOwnPropertyDescriptor(globalThis, name)?.value as { prototype: object } | undefined;
      if (!native) return;
      replace(globalThis, name, {
        construct: (target, args: unknown[], newTarget) =>
          around(hook as AnyHook, { self: undefined, args }, () => construct(target, args, newTarget)) as object,
      });
      replace(native.prototype, 'constructor', {});
    },
  };
}
