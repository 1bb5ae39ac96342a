import { MINUTE_MS } from '../core/duration.ts';
import { siteOf } from '../core/site.ts';

/** What is known of the open tabs: the site each shows, and whether its window is private. */
export type TabSites = {
  shown(tab: { id: number; url: string; isPrivate: boolean }): void;
  closed(id: number): void;
  /** A prerendered document replaces a tab's: `id` shows what `old` did until it is heard of. */
  replaced(id: number, old: number): void;
  /** `''` for a tab that shows no site, or is not known. */
  siteOfTab(id: number): string;
  isPrivateTab(id: number): boolean;
  isKnown(id: number): boolean;
  /**
   * Whether a request without a tab, or of a closed one, may come from a private window. Chromium does not tell; so
   * while a private window is open, a site counts as ordinary only if an ordinary tab shows it and no private one does.
   */
  mayBePrivate(site: string): boolean;
};

/** How long late requests still count as private after their window has closed. */
const PRIVATE_LINGERS_MS = MINUTE_MS;

/** @param now epoch ms */
export function createTabSites(now: () => number): TabSites {
  const tabs = new Map<number, { site: string; isPrivate: boolean }>();
  let lastPrivateAt = -Infinity;
  return {
    shown: ({ id, url, isPrivate }) => {
      tabs.set(id, { site: siteOf(url), isPrivate });
      if (isPrivate) lastPrivateAt = now();
    },
    closed: (id) => {
      if (tabs.get(id)?.isPrivate) lastPrivateAt = now();
      tabs.delete(id);
    },
    replaced: (id, old) => {
      const found = tabs.get(old);
      tabs.delete(old);
      if (found && !tabs.has(id)) tabs.set(id, found);
    },
    siteOfTab: (id) => tabs.get(id)?.site ?? '',
    isPrivateTab: (id) => tabs.get(id)?.isPrivate ?? false,
    isKnown: (id) => tabs.has(id),
    mayBePrivate: (site) => {
      const open = [...tabs.values()];
      if (!open.some((tab) => tab.isPrivate) && now() - lastPrivateAt > PRIVATE_LINGERS_MS) return false;
      const shows = open.filter((tab) => tab.site === site);
      return shows.length === 0 || shows.some((tab) => tab.isPrivate);
    },
  };
}
