import {
  endWorkers,
  heldPage,
  readLoadedTabs,
  reloadTab,
  restTab,
  resumeTab,
  showHeldPage,
  stopFrames,
  stopTab,
} from '../browser/held-page.ts';
import { readHiddenTabs } from '../browser/hidden-tabs.ts';
import { applyRules, readAbilities } from '../browser/net-rules.ts';
import { showNotification, type Notice } from '../browser/notifications.ts';
import { watchHeads } from '../browser/response-heads.ts';
import { readSession, writeSession } from '../browser/session.ts';
import { wakeAt } from '../browser/wake.ts';
import type { HoldNews } from '../core/hold-news.ts';
import type { LargeFile } from '../core/large-file.ts';
import type { GateMemory } from './hold-gate.ts';
import type { HoldBrowser } from './hold-part.ts';

const HOLD_GATE = 'hold-gate';
/** The prefix of the ids of notifications about holds. */
export const HOLD_NOTICE = 'holds ';

const HELD_ADDRESSES = 'held-addresses';
const LARGE_FILES = 'large-files';

/** The browser, as far as holds need it; `words` puts the news into the user's language. */
export const holdBrowser = (
  words: (news: HoldNews) => Promise<Notice>,
  onError: (error: unknown) => void,
): HoldBrowser => ({
  tell: async (news) => showNotification(`${HOLD_NOTICE}${JSON.stringify(news)}`, await words(news)),
  readHiddenTabs,
  gate: {
    applyRules,
    readAbilities,
    asksOfHeads: import.meta.env.FIREFOX,
    watchHeads,
    heldPage,
    readLoadedTabs,
    stopTab,
    stopFrames,
    restTab,
    endWorkers,
    resumeTab,
    showHeldPage,
    onError,
    readMemory: async () => ((await readSession(HOLD_GATE)) as GateMemory | undefined) ?? null,
    keepMemory: (memory) => writeSession(HOLD_GATE, memory),
  },
  wakeAt,
  reloadTab,
  readAsked: async () => ((await readSession(HELD_ADDRESSES)) as string[] | undefined) ?? [],
  keepAsked: (addresses) => writeSession(HELD_ADDRESSES, addresses),
  readLarge: async () => ((await readSession(LARGE_FILES)) as LargeFile[] | undefined) ?? [],
  keepLarge: (files) => writeSession(LARGE_FILES, files),
});
