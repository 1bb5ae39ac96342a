/**
 * The page may replace any function of its realm. All that the tap calls later is captured here, while it is still the
 * browser's, and called without a lookup on any prototype.
 */
export const { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
export const { stringify } = JSON;

/** `uncurry(String.prototype.slice)(text, 1)` is `text.slice(1)`, whatever becomes of the prototype. */
export const uncurry =
  <Self, Args extends unknown[], Result>(fn: (this: Self, ...args: Args) => Result) =>
  (self: Self, ...args: Args): Result =>
    apply<Self, Args, Result>(fn, self, args);

/** The members of an interface as functions of the object: `response.url(it)`, `response.clone(it)`. */
export type Natives<Interface> = {
  [Name in keyof Interface]: Interface[Name] extends (...args: infer Args) => infer Result
    ? (self: Interface, ...args: Args) => Result
    : (self: Interface) => Interface[Name];
};

/**
 * Captures a prototype's own methods and getters as they are read from the result, by destructuring it at once. The
 * others are not touched: the browser creates each function, in every document, when it is first accessed.
 */
export const capture = <Interface extends object>({ prototype }: { prototype: Interface }): Natives<Interface> =>
  new Proxy({} as Natives<Interface>, {
    get: (_, name) => {
      const { get, value } = getOwnPropertyDescriptor(prototype, name) as { get?: () => unknown; value: unknown };
      return uncurry(get ?? (value as () => unknown));
    },
  });

/** A WeakMap whose methods are its own properties: no later change to a prototype reaches them. */
export function sealedWeakMap<Key extends WeakKey, Value>(): WeakMap<Key, Value> {
  const map = new WeakMap<Key, Value>();
  map.get = map.get; // eslint-disable-line no-self-assign -- from the prototype to the map
  map.set = map.set; // eslint-disable-line no-self-assign
  return map;
}

/** Swallows an error, so that nobody sees it in place of a result. */
export function quietly<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    // undefined it is
  }
}
