import type { HiddenTab } from '../browser/hidden-tabs.ts';

/** Tabs that nobody looks at, listens to or talks in. */
export type UnwatchedTabs = {
  list(): Promise<HiddenTab[]>;
  /** A tab talks over WebRTC. @returns whether that is news */
  noteCall(tab: number): boolean;
};

export type UnwatchedTabsDeps = {
  readHiddenTabs(): Promise<HiddenTab[]>;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
  /** Told when a tab has been silent for long enough. */
  onQuiet(): void;
};

/** A call that is heard of no more for this long is over: while it lasts, its page tells of it every two seconds. */
const CALL_MS = 30_000;

/** A tab that has fallen silent is still listened to for this long: the next song is on its way. */
const SILENCE_MS = 10_000;

/** Remembers calls and silences in memory only: a worker that starts anew waits for the next sign of them. */
export function createUnwatchedTabs({ readHiddenTabs, now, setTimer, onQuiet }: UnwatchedTabsDeps): UnwatchedTabs {
  const calls = new Map<number, number>();
  const silences = new Map<number, number>();
  let sounding = new Set<number>();
  const dropOld = (times: Map<number, number>, ms: number) => {
    for (const [tab, at] of times) if (Math.abs(now() - at) >= ms) times.delete(tab);
  };
  return {
    list: async () => {
      const tabs = await readHiddenTabs();
      dropOld(calls, CALL_MS);
      dropOld(silences, SILENCE_MS);
      for (const { id, audible } of tabs) {
        if (audible || !sounding.has(id)) continue;
        silences.set(id, now());
        setTimer(onQuiet, SILENCE_MS);
      }
      sounding = new Set(tabs.flatMap(({ id, audible }) => (audible ? [id] : [])));
      return tabs
        .filter(({ id, audible }) => !audible && !silences.has(id) && !calls.has(id))
        .sort((a, b) => a.id - b.id);
    },
    noteCall: (tab) => {
      const isNews = !calls.has(tab);
      calls.set(tab, now());
      return isNews;
    },
  };
}
