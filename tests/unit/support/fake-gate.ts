import type { GateMemory, HoldGateDeps } from '../../../src/background/hold-gate.ts';
import type { HiddenTab } from '../../../src/browser/hidden-tabs.ts';
import type { HoldNews } from '../../../src/core/hold-news.ts';
import type { NetRule } from '../../../src/core/net-rule.ts';

/** The browser's state that holds affect. */
export function createGateWorld() {
  return {
    /** Delays the browser's update of lasting rules. */
    lastingWaits: Promise.resolve(),
    rules: { lasting: [] as NetRule[], session: [] as NetRule[] },
    reloaded: [] as number[],
    stopped: [] as number[],
    /** Tabs whose page would lose typed text. */
    typedIn: [] as number[],
    emptied: [] as (number | string)[][],
    resting: [] as number[],
    /** Tabs whose workers were ended. */
    workless: [] as number[],
    resumed: [] as [number, boolean][],
    shownHeld: [] as [number, string][],
    holdNews: [] as HoldNews[],
    showsNotices: true,
    gateMemory: null as GateMemory | null,
    topDomains: true,
    hiddenTabs: [] as HiddenTab[],
  };
}

/** A browser that only records its calls. */
export function createFakeGate(
  world: ReturnType<typeof createGateWorld> & { tabs: { id: number; url: string }[] },
): Omit<HoldGateDeps, 'readUnwatched' | 'onKept' | 'setTimer' | 'hasWorkerTraffic'> {
  return {
    applyRules: async (scope, rules) => {
      if (scope === 'lasting') await world.lastingWaits;
      world.rules[scope] = structuredClone(rules);
    },
    readAbilities: () => Promise.resolve({ topDomains: world.topDomains, responseHeaders: true }),
    asksOfHeads: false,
    watchHeads: () => {},
    heldPage: () => 'chrome-extension://own/held.html',
    readLoadedTabs: () => Promise.resolve(world.tabs),
    stopTab: (id) => {
      world.stopped.push(id);
      return Promise.resolve(!world.typedIn.includes(id));
    },
    stopFrames: (id, sites) => Promise.resolve(void world.emptied.push([id, ...sites])),
    restTab: (id) => Promise.resolve(void world.resting.push(id)),
    endWorkers: (id) => Promise.resolve(void world.workless.push(id)),
    resumeTab: (id, came) => Promise.resolve(void world.resumed.push([id, came])),
    showHeldPage: (id, address) => Promise.resolve(void world.shownHeld.push([id, address])),
    onError: (error) => {
      throw error;
    },
    readMemory: () => Promise.resolve(world.gateMemory),
    keepMemory: (memory) => Promise.resolve(void (world.gateMemory = structuredClone(memory))),
  };
}
