type Listener = (...args: any[]) => unknown;

/** An event like those of extension APIs, fired by hand. */
export function createEvent() {
  const added: { listener: Listener; extra: unknown[] }[] = [];
  return {
    addListener: (listener: Listener, ...extra: unknown[]): void => void added.push({ listener, extra }),
    /** Calls every listener, and returns their results. */
    fire: (...args: unknown[]): unknown[] => added.map(({ listener }) => listener(...args)),
    /** The further arguments with which listeners were added. */
    extras: (): unknown[][] => added.map(({ extra }) => extra),
    size: (): number => added.length,
  };
}
