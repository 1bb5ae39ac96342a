import type { HiddenTab } from '../browser/hidden-tabs.ts';

/** Tabs that nobody looks at, listens to or calls from. */
export type UnwatchedTabs = {
  list(): Promise<HiddenTab[]>;
  /** A tab is in a WebRTC call. @returns whether that is news */
  noteCall(tab: number): boolean;
};

export type UnwatchedTabsDeps = {
  readHiddenTabs(): Promise<HiddenTab[]>;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
  /** Called when a tab has been silent for long enough. */
  onQuiet(): void;
};

/** A call is over when nothing is reported of it for this long: while it lasts, its page reports every two seconds. */
const CALL_MS = 30_000;

/** A tab counts as listened to for this long after it fell silent: the next song may follow. */
const SILENCE_MS = 10_000;

/** Keeps calls and silences in memory only: a restarted worker waits for their next sign. */
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
