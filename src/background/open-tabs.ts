import type { Tab } from '../browser/tabs.ts';
import { siteOf } from '../core/site.ts';
import type { CountingMemory } from './counting-memory.ts';
import { createTabSites, type TabSites } from './tab-sites.ts';
import { createTabUses, type TabUses } from './tab-use.ts';

/** The open tabs: the site that each shows, and what each has cost since it came there. */
export type OpenTabs = {
  sites: TabSites;
  uses: TabUses;
  shown(tab: Tab): void;
  closed(id: number): void;
  replaced(id: number, old: number): void;
};

/** Starts with the open tabs, and what an earlier run counted for them. @param now epoch ms */
export function createOpenTabs(memory: Pick<CountingMemory, 'tabs' | 'tabUses'>, now: () => number): OpenTabs {
  const sites = createTabSites(now);
  const uses = createTabUses();
  for (const tab of memory.tabs) sites.shown(tab);
  uses.restore(memory.tabUses.filter(([id]) => sites.isKnown(id)));
  return {
    sites,
    uses,
    shown: (tab) => {
      sites.shown(tab);
      if (!tab.isPrivate) uses.shows(tab.id, siteOf(tab.url));
    },
    closed: (id) => {
      sites.closed(id);
      uses.closed(id);
    },
    replaced: (id, old) => {
      sites.replaced(id, old);
      uses.replaced(id, old);
    },
  };
}
