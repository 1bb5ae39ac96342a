/**
 * The page may replace any function of its realm. All that the tap calls later is captured here, while it is still
 * the browser's, and called without a look at any prototype.
 */
export const { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;

/** `uncurry(String.prototype.slice)(text, 1)` is `text.slice(1)`, whatever becomes of the prototype. */
export const uncurry =
  <Self, Args extends unknown[], Result>(fn: (this: Self, ...args: Args) => Result) =>
  (self: Self, ...args: Args): Result =>
    apply(fn, self, args) as Result;

/** The members of an interface as functions of the object: `response.url(it)`, `response.clone(it)`. */
export type Natives<Interface> = {
  [Name in keyof Interface]: Interface[Name] extends (...args: infer Args) => infer Result
    ? (self: Interface, ...args: Args) => Result
    : (self: Interface) => Interface[Name];
};

/** Captures the methods and getters that a prototype has of its own. */
export function capture<Interface extends object>({ prototype }: { prototype: Interface }): Natives<Interface> {
  const natives = {} as Record<PropertyKey, unknown>;
  for (const name of ownKeys(prototype)) {
    const { get, value } = getOwnPropertyDescriptor(prototype, name) as { get?: () => unknown; value: unknown };
    natives[name] = uncurry(get ?? (value as () => unknown));
  }
  return natives as Natives<Interface>;
}

/** A collection whose methods are its own properties: no later change to a prototype reaches them. */
export function sealed<Collection extends object, Name extends keyof Collection>(
  collection: Collection,
  ...names: Name[]
): Pick<Collection, Name> {
  for (const name of names) collection[name] = collection[name]; // eslint-disable-line no-self-assign -- now its own
  return collection;
}

export const sealedWeakMap = <Key extends WeakKey, Value>() => sealed(new WeakMap<Key, Value>(), 'get', 'set');

/** Keeps an error from whoever would see it in place of a result. */
export const quietly =
  <Args extends unknown[], Result>(fn: (...args: Args) => Result) =>
  (...args: Args): Result | undefined => {
    try {
      return apply(fn, undefined, args) as Result;
    } catch {
      return undefined;
    }
  };
