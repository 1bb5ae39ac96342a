import { bytesOf } from './bytes-of.ts';
import type { Counter } from './counter.ts';
import { CHANGED, COUNTERS } from './handover.ts';
import { send } from './line.ts';
import { sealedWeakMap, stringify } from './natives.ts';

/** At most this many changed counters are remembered between two collections; a page that floods loses the rest. */
const MOST_CHANGED = 500;

// An object without a prototype has no method that a page could replace.
let changed = { __proto__: null } as unknown as Record<number, Counter>;
let size = 0;
let id = 0;

/** Counters by what they count: a socket, a request, an object of the page's that leads to a channel. */
export const counters = sealedWeakMap<object, Counter | undefined>();

/** Makes a counter, which nothing keeps until it is touched. */
export const open = (kind: Counter['kind'], url: string, note?: string): Counter => ({
  __proto__: null,
  id: ++id,
  kind,
  url,
  note,
  down: 0,
  up: 0,
  downs: 0,
  ups: 0,
  downText: 0,
  upText: 0,
});

/** Notes that a counter has changed; the first change after a collection is announced. */
export const touch = (counter: Counter): void => {
  if (counter.id in changed || size >= MOST_CHANGED) return;
  changed[counter.id] = counter;
  if (!size++) send(CHANGED);
};

/** Counts a message: its own size, unless `bytes` is given. */
export const count = (counter: Counter, way: 'down' | 'up', value: unknown, bytes = bytesOf(value)): void => {
  counter[way] += bytes;
  counter[`${way}s`]++;
  if (typeof value === 'string') counter[`${way}Text`] += bytes;
  touch(counter);
};

/**
 * Sends all counters that changed since the last time, by their numbers, as JSON; they are kept until that is answered.
 */
export const collect = (): void => {
  if (!send(COUNTERS, stringify(changed))) return;
  changed = { __proto__: null } as never;
  size = 0;
};
