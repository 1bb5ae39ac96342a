import type { Counter } from './counter.ts';
import { capture, sealed } from './natives.ts';

/** Changed counters that are remembered between two collections; a page that floods loses the rest. */
const MOST_CHANGED = 500;

/** Which counters changed since they were last collected. */
export type Book = {
  /** Nothing keeps a counter until it is touched. */
  open(kind: Counter['kind'], url: string, note?: string): Counter;
  touch(counter: Counter): void;
  /** All that changed, as the JSON of a `Counter[]`. */
  collect(): string;
};

/** `tell` is called when the first counter changes after a collection. */
export function createBook(tell: () => void): Book {
  const changed = sealed(new Set<Counter>(), 'add', 'forEach', 'clear');
  const { size } = capture(Set<Counter>);
  const { stringify } = JSON;
  let id = 0;
  return {
    open: (kind, url, note = '') => ({
      __proto__: null,
      id: ++id,
      kind,
      url,
      down: 0,
      up: 0,
      downs: 0,
      ups: 0,
      over: false,
      note,
      declared: false,
    }),
    touch: (counter) => {
      const before = size(changed as Set<Counter>);
      if (before < MOST_CHANGED) changed.add(counter);
      if (!before) tell();
    },
    collect: () => {
      let json = '';
      // A counter has no prototype, and so no `toJSON` that a page could have put there.
      changed.forEach((counter) => (json += (json && ',') + stringify(counter)));
      changed.clear();
      return `[${json}]`;
    },
  };
}
