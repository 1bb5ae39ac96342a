import type { HiddenTab } from '../browser/hidden-tabs.ts';

/** Tabs that nobody looks at, listens to or talks in. */
export type UnwatchedTabs = {
  list(): Promise<number[]>;
  /** A tab talks over WebRTC. */
  noteCall(tab: number): void;
};

/** A call that is heard of no more for this long is over: while it lasts, its page tells of it every second. */
const CALL_MS = 30_000;

export function createUnwatchedTabs(deps: { readHiddenTabs(): Promise<HiddenTab[]>; now(): number }): UnwatchedTabs {
  const calls = new Map<number, number>();
  return {
    list: async () => {
      for (const [tab, at] of calls) if (Math.abs(deps.now() - at) > CALL_MS) calls.delete(tab);
      const tabs = await deps.readHiddenTabs();
      return tabs
        .filter(({ id, audible }) => !audible && !calls.has(id))
        .map(({ id }) => id)
        .sort((a, b) => a - b);
    },
    noteCall: (tab) => void calls.set(tab, deps.now()),
  };
}
