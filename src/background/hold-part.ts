import type { HiddenTab } from '../browser/hidden-tabs.ts';
import type { LargeResponse } from '../browser/large-response.ts';
import { siteOf } from '../core/site.ts';
import type { HeadVerdict, ResponseHead } from '../core/judge-head.ts';
import type { HoldNews } from '../core/hold-news.ts';
import type { HoldMessage } from '../core/hold-message.ts';
import { isLean } from '../core/lean-rules.ts';
import type { Connection } from '../storage/connection.ts';
import { changeHoldBook, readHoldBook } from '../storage/hold-store.ts';
import type { HoldGate, HoldGateDeps } from './hold-gate.ts';
import type { LeanAsked } from './lean-question.ts';
import { createLargeFiles, type LargeFilesDeps } from './large-files.ts';
import { createUnwatchedTabs } from './unwatched-tabs.ts';
import { createHoldReplies, type HoldRepliesDeps } from './hold-replies.ts';
import { createHoldUsage } from './hold-usage.ts';
import { createHolds, type Holds, type HoldsDeps } from './holds.ts';
import { readStatus, type StatusDeps } from './popup-view.ts';

/** The browser functions that holds need. */
export type HoldBrowser = Pick<HoldsDeps, 'wakeAt' | 'tell'> &
  Pick<HoldRepliesDeps, 'readAsked' | 'keepAsked' | 'reloadTab'> &
  Pick<LargeFilesDeps, 'readLarge' | 'keepLarge'> & {
    gate: Omit<HoldGateDeps, 'readUnwatched' | 'onKept' | 'setTimer' | 'hasWorkerTraffic'>;
    readHiddenTabs(): Promise<HiddenTab[]>;
  };

/** The interface of holds for the rest of the background. */
export type HoldPart = Pick<Holds, 'isHeld' | 'force' | 'refreshByUse'> &
  Pick<HoldGate, 'onTabShown' | 'onTabClosed' | 'onTabReplaced' | 'onWatched' | 'onWorkerChannel'> & {
    /** A tab is in a WebRTC call. */
    noteCall(tab: number): void;
    /** Recomputes what is held. Never rejects: a failure here must not stop what follows. */
    refresh(): Promise<void>;
    /** The guard has held a response. */
    onLarge(response: LargeResponse): void;
    /** A response is blocked until this decides whether it may load. */
    onHead(head: ResponseHead): Promise<HeadVerdict>;
    /** A document asks whether its tab loads lean, and may name an address to let through. @returns whether it does */
    onLeanAsked(asked: LeanAsked): Promise<boolean>;
    answer(message: HoldMessage): Promise<object>;
    /** Retries a read that failed. */
    retry(): Promise<boolean>;
    /** Reads everything again after it was changed on disk. */
    reload(): Promise<void>;
  };

export type HoldPartDeps = Pick<HoldsDeps, 'now' | 'setTimer' | 'timeZone' | 'onChanged' | 'onError'> & {
  connection: Connection;
  status: StatusDeps;
  browser: HoldBrowser;
  flush(): Promise<unknown>;
  newId(): string;
  /** The site that a tab shows. */
  siteOfTab(tab: number): string;
} & Pick<HoldRepliesDeps, 'hasWorkerOf'> &
  Pick<HoldGateDeps, 'hasWorkerTraffic'>;

/** Puts the parts of holds together; earlier holds are applied soon after. */
export async function createHoldPart(deps: HoldPartDeps): Promise<HoldPart> {
  const { connection, status, browser, now } = deps;
  const tell = (news: HoldNews) => void browser.tell(news).catch(deps.onError);
  const usage = createHoldUsage(status);
  const readPlanStatus = () => readStatus(status, now());
  const unwatched = createUnwatchedTabs({ ...deps, ...browser, onQuiet: () => void onWatched() });
  const large = await createLargeFiles({ ...browser, newId: deps.newId });
  const holds = await createHolds({
    ...deps,
    ...browser,
    gate: {
      ...browser.gate,
      readUnwatched: unwatched.list,
      setTimer: deps.setTimer,
      hasWorkerTraffic: deps.hasWorkerTraffic,
      onKept: (site) => tell({ kind: 'kept', site }),
    },
    plans: status.plans,
    usage,
    readStatus: readPlanStatus,
    store: {
      read: async () => readHoldBook(await connection.get()),
      change: async (change) => changeHoldBook(await connection.get(), change),
    },
  });
  const answer = await createHoldReplies({
    ...browser,
    hasWorkerOf: deps.hasWorkerOf,
    holds,
    usage,
    plans: status.plans,
    large,
    now,
    flush: deps.flush,
    readStatus: readPlanStatus,
  });
  const { isHeld, force, refreshByUse, gate, keeper } = holds;
  const onLarge = ({ url, tabId, type, bytes }: LargeResponse) => {
    const isInside = type !== 'main_frame';
    const site = isInside ? deps.siteOfTab(tabId) : siteOf(url);
    const { id } = large.add({ address: url, site, bytes, tab: tabId, isInside, at: now() });
    // A page or a download asks the user on the held page itself.
    if (isInside) tell({ kind: 'large', id, site, bytes, unit: status.plans.active()?.unit ?? 1000 });
  };
  const refresh = () => holds.refresh().catch(deps.onError);
  const onWatched = () => gate.onWatched().catch(deps.onError);
  const { onTabShown, onTabClosed, onTabReplaced, onWorkerChannel } = gate;
  const settled = refresh();
  return {
    isHeld,
    force,
    refresh,
    refreshByUse,
    onTabShown,
    onTabClosed,
    onTabReplaced,
    onWorkerChannel,
    onWatched,
    // The rules of the previous run apply from the start, and a page that they blocked is what starts the background.
    answer: async (message) => {
      await settled;
      return answer(message);
    },
    onLarge,
    onHead: async (head) => {
      await settled;
      const verdict = gate.judgeHead(head.site === '' ? { ...head, site: deps.siteOfTab(head.tabId) } : head);
      if (verdict === 'large') onLarge(head);
      return verdict;
    },
    onLeanAsked: async ({ tab, site, load }) => {
      const lean = isLean(force(), site);
      if (lean && load !== null) await gate.pass({ tab, site, address: load });
      return lean;
    },
    noteCall: (tab) => {
      if (unwatched.noteCall(tab)) void onWatched();
    },
    retry: keeper.retry,
    reload: keeper.reload,
  };
}
