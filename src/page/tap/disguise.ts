import { STACK } from './handover.ts';
import { send } from './line.ts';
import {
  apply,
  construct,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  quietly,
  sealedWeakMap,
} from './natives.ts';

/** A hook may replace `self`, on which the native is called, and the elements of `args`, its arguments. */
export type Call<Self> = { self: Self };

/**
 * Runs before the native function, which may still throw; the function that it returns is called with the native's
 * result. Neither can change the result, nor throw. `self` is undefined in a constructor call.
 */
export type Hook<Self, Args extends unknown[], Result> = (
  self: Self,
  args: Args,
  call: Call<Self>,
) => ((result: Result) => void) | undefined | void;

type Native = (...args: unknown[]) => unknown;
type AnyHook = Hook<unknown, unknown[], unknown>;

const natives = sealedWeakMap<object, Native>();
const proxies = sealedWeakMap<object, Native>();

/** Takes our lines out of an error's `stack`. */
export const clean = (error: unknown): unknown =>
  quietly(() => ((error as Error).stack = (send(STACK, (error as Error).stack) as string) || (error as Error).stack!));

const run = (native: () => unknown) => {
  try {
    return native();
  } catch (error) {
    clean(error);
    throw error;
  }
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
    const { prototype } = native as unknown as { prototype?: { constructor: unknown } };
    if (prototype) prototype.constructor = proxy;
  }
  descriptor[part] = proxy;
  defineProperty(owner, name, descriptor);
};

/**
 * Puts a hook around a native function, the getter of an attribute, or a constructor, on an interface's prototype or on
 * an object of its own, so that a page cannot tell: a proxy keeps name, length, statics, prototype, `new.target` and
 * errors; the property keeps its flags; an error that the native throws loses our lines of its `stack`. Does nothing
 * where there is no such property.
 */
export function hook<Self, Args extends unknown[], Result>(
  owner: object & { prototype?: object },
  name: PropertyKey,
  hook: Hook<Self, Args, Result>,
  mend?: (result: Result) => Result,
): void {
  const trap = (self: unknown, args: unknown[], native: (self: unknown) => unknown) => {
    const call = { self };
    const after = quietly(() => (hook as unknown as AnyHook)(self, args, call));
    const result = run(() => native(call.self));
    if (after) quietly(() => after(result));
    return mend ? mend(result as Result) : result;
  };
  replace(owner.prototype ?? owner, name, {
    apply: (native, self: unknown, args: unknown[]) => trap(self, args, (on) => apply(native, on, args)),
    construct: (native, args: unknown[], target) =>
      trap(undefined, args, () => construct(native, args, target)) as object,
  });
}

/**
 * Makes `Function.prototype.toString` show the native function behind each hook, also for functions of another frame
 * that has a tap of its own.
 */
export function disguiseFunctions(): void {
  const functions = Function.prototype as unknown as { toString: Native };
  const nameless = apply(functions.toString, new Proxy(replace, {}), []) as string;
  replace(functions, 'toString', {
    apply: (native, self: object, args) =>
      run(() => {
        const known = natives.get(self);
        const code = apply(native, known ?? self, args) as string;
        if (known || code !== nameless) return code;
        // A proxy of another frame's tap is known to the toString of that frame.
        const { toString } = (getPrototypeOf(self) ?? functions) as typeof functions;
        return natives.get(toString) ? code : apply(toString, self, args);
      }),
  });
}
