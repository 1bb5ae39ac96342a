import type { HoldMessage } from '../core/hold-message.ts';
import type { Connection } from '../storage/connection.ts';
import { changeHoldBook, readHoldBook } from '../storage/hold-store.ts';
import type { HoldGate } from './hold-gate.ts';
import { createHoldReplies, type HoldRepliesDeps } from './hold-replies.ts';
import { createHoldUsage } from './hold-usage.ts';
import { createHolds, type Holds, type HoldsDeps } from './holds.ts';
import { readStatus, type StatusDeps } from './popup-view.ts';

/** What the browser does for holds. */
export type HoldBrowser = Pick<HoldsDeps, 'gate' | 'wakeAt'> & Pick<HoldRepliesDeps, 'readAsked' | 'keepAsked'>;

/** Holds as the rest of the background knows them. */
export type HoldPart = Pick<Holds, 'isHeld' | 'refreshByUse'> &
  Pick<HoldGate, 'onTabShown' | 'onTabClosed' | 'onTabReplaced'> & {
    /** Reckons anew what is held. Never rejects: what fails here must not stop what comes after it. */
    refresh(): Promise<void>;
    answer(message: HoldMessage): Promise<object>;
    /** Reads again what could not be read before. */
    retry(): Promise<boolean>;
  };

export type HoldPartDeps = Pick<HoldsDeps, 'now' | 'setTimer' | 'timeZone' | 'onChanged'> & {
  connection: Connection;
  status: StatusDeps;
  browser: HoldBrowser;
  flush(): Promise<unknown>;
};

/** Puts the parts of holds together; what was held before this run is before the browser soon after. */
export async function createHoldPart(deps: HoldPartDeps): Promise<HoldPart> {
  const { connection, status, browser, now } = deps;
  const usage = createHoldUsage(status);
  const readPlanStatus = () => readStatus(status, now());
  const holds = await createHolds({
    ...deps,
    ...browser,
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
    holds,
    usage,
    now,
    flush: deps.flush,
    readStatus: readPlanStatus,
  });
  const { isHeld, refreshByUse, gate, keeper } = holds;
  const refresh = () => holds.refresh().catch((error: unknown) => console.error('datagauge:', error));
  const { onTabShown, onTabClosed, onTabReplaced } = gate;
  void refresh();
  return { isHeld, refresh, refreshByUse, onTabShown, onTabClosed, onTabReplaced, answer, retry: keeper.retry };
}
