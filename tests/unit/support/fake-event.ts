type Listener = (...args: any[]) => unknown;

/** An event as extension APIs have them, fired by hand. */
export function createEvent() {
  const added: { listener: Listener; extra: unknown[] }[] = [];
  return {
    addListener: (listener: Listener, ...extra: unknown[]): void => void added.push({ listener, extra }),
    /** Calls every listener, and returns what they return. */
    fire: (...args: unknown[]): unknown[] => added.map(({ listener }) => listener(...args)),
    /** What listeners were added with, besides themselves. */
    extras: (): unknown[][] => added.map(({ extra }) => extra),
    size: (): number => added.length,
  };
}
