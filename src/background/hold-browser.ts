import { heldPage, readLoadedTabs, reloadTab, showHeldPage } from '../browser/held-page.ts';
import { applyRules, readAbilities } from '../browser/net-rules.ts';
import { readSession, writeSession } from '../browser/session.ts';
import { wakeAt } from '../browser/wake.ts';
import type { GateMemory } from './hold-gate.ts';
import type { HoldBrowser } from './hold-part.ts';

const HOLD_GATE = 'hold-gate';
const HELD_ADDRESSES = 'held-addresses';

/** The browser, as far as holds need it. */
export const holdBrowser: HoldBrowser = {
  gate: {
    applyRules,
    readAbilities,
    heldPage,
    readLoadedTabs,
    reloadTab,
    showHeldPage,
    readMemory: async () => ((await readSession(HOLD_GATE)) as GateMemory | undefined) ?? null,
    keepMemory: (memory) => writeSession(HOLD_GATE, memory),
  },
  wakeAt,
  readAsked: async () => ((await readSession(HELD_ADDRESSES)) as string[] | undefined) ?? [],
  keepAsked: (addresses) => writeSession(HELD_ADDRESSES, addresses),
};
