import type { Counter } from './counter.ts';

/** Changed counters that are remembered between two collections; a page that floods loses the rest. */
const MOST_CHANGED = 500;

/** Which counters changed since they were last collected. */
export type Book = {
  /** Nothing keeps a counter until it is touched. */
  open(kind: Counter['kind'], url: string, note?: string): Counter;
  touch(counter: Counter): void;
  /** All that changed, as JSON with commas between. */
  collect(): string;
};

/** `tell` is called when the first counter changes after a collection. */
export function createBook(tell: () => void): Book {
  const { stringify } = JSON;
  // Objects without a prototype, for there is no method that a page could replace.
  let changed = { __proto__: null } as unknown as Record<number, Counter>;
  let size = 0;
  let id = 0;
  return {
    open: (kind, url, note) => ({ __proto__: null, id: ++id, kind, url, note, down: 0, up: 0, downs: 0, ups: 0 }),
    touch: (counter) => {
      if (counter.id in changed || size >= MOST_CHANGED) return;
      changed[counter.id] = counter;
      if (!size++) tell();
    },
    collect: () => {
      let json = '';
      for (const key in changed) json += (json && ',') + stringify(changed[key]);
      changed = { __proto__: null } as never;
      size = 0;
      return json;
    },
  };
}
