import type { TabUse } from '../core/popup-view.ts';

/**
 * What each tab has cost since it came to the site it shows. `dump` and `restore` carry it over restarts of the worker.
 */
export type TabUses = {
  add(tabId: number, site: string, bytes: number): void;
  /** The tab shows this site now; a new site starts from zero. */
  shows(tabId: number, site: string): void;
  closed(tabId: number): void;
  /** `tabId` replaces `old` and takes over what it has cost. */
  replaced(tabId: number, old: number): void;
  of(tabId: number): TabUse | null;
  dump(): [number, TabUse][];
  /** Merges what an earlier run knew: adds to what is there, never replaces it. */
  restore(entries: readonly [number, TabUse][]): void;
};

/** Closed tabs remembered at most: their requests end only after them, within seconds. */
const CLOSED_KEPT = 200;

/** Begins with nothing; see `restore`. */
export function createTabUses(): TabUses {
  const uses = new Map<number, TabUse>();
  const gone = new Set<number>();
  const add = (tabId: number, site: string, bytes: number) => {
    if (tabId < 0 || gone.has(tabId)) return;
    const found = uses.get(tabId);
    uses.set(tabId, found?.site === site ? { site, bytes: found.bytes + bytes } : { site, bytes });
  };
  return {
    add: (tabId, site, bytes) => {
      const found = uses.get(tabId);
      // Late requests of the previous site do not reset the count of the new one.
      if (!found || found.site === site || found.site === '') add(tabId, site, bytes);
    },
    shows: (tabId, site) => {
      if (uses.get(tabId)?.site !== site) uses.set(tabId, { site, bytes: 0 });
    },
    closed: (tabId) => {
      uses.delete(tabId);
      gone.add(tabId);
      if (gone.size > CLOSED_KEPT) gone.delete(gone.values().next().value!);
    },
    replaced: (tabId, old) => {
      const found = uses.get(old);
      uses.delete(old);
      if (found) add(tabId, found.site, found.bytes);
    },
    of: (tabId) => uses.get(tabId) ?? null,
    dump: () => [...uses],
    restore: (entries) => {
      for (const [tabId, use] of entries) {
        const found = uses.get(tabId);
        if (!found || found.site === use.site) add(tabId, use.site, use.bytes);
      }
    },
  };
}
