import { bankShares } from '../core/bank-shares.ts';
import type { PlanStatus } from '../core/contract.ts';
import { dayOf, forceOf, type HoldContext, type HoldForce } from '../core/hold-force.ts';
import { actingSince } from '../core/hold-acts.ts';
import { holdNews, type HoldNews } from '../core/hold-news.ts';
import { isHeld } from '../core/hold-rules.ts';
import { createHoldBookKeeper, type HoldBookKeeper, type HoldStore } from './hold-book.ts';
import { createHoldGate, type HoldGate, type HoldGateDeps } from './hold-gate.ts';
import type { HoldUsage } from './hold-usage.ts';
import { createInTurn } from './in-turn.ts';
import type { PlanBook } from './plan-book.ts';

/** What is held, kept in step with the book, the clock, the plan and the ledger. */
export type Holds = {
  keeper: HoldBookKeeper;
  gate: HoldGate;
  context(): Promise<HoldContext>;
  force(): HoldForce;
  /** Whether a site's pages are held now. */
  isHeld(site: string): boolean;
  /** Recomputes what is held and applies it in the browser; resolves when that is done. */
  refresh(): Promise<void>;
  /** `refresh`, debounced, and only where the bytes used can change what is held. */
  refreshByUse(): void;
};

export type HoldsDeps = {
  store: HoldStore;
  gate: HoldGateDeps;
  plans: PlanBook;
  usage: HoldUsage;
  readStatus(): Promise<PlanStatus | null>;
  onError(error: unknown): void;
  now(): number;
  /** The device's own zone, IANA. */
  timeZone(): string;
  setTimer(callback: () => void, ms: number): unknown;
  /** Sets when to be woken next (epoch ms); `null`: not at all. */
  wakeAt(at: number | null): Promise<void>;
  /** Shows what is new; rejects where it could not be shown. */
  tell(news: HoldNews): Promise<void>;
  /** Told when what is held has changed. */
  onChanged(): void;
};

/** How soon after a flush caps and thresholds are checked: a cap can be overrun by this much streaming. */
const BY_USE_MS = 1000;

/**
 * A time this near gets a timer as well, which is punctual while the worker runs: an alarm may be half a minute late
 * (Chrome).
 */
const TIMER_WITHIN_MS = 60_000;

/** Holds nothing before the first `refresh`. Storage that fails leaves an empty book (see `createHoldBookKeeper`). */
export async function createHolds(deps: HoldsDeps): Promise<Holds> {
  const keeper = await createHoldBookKeeper(deps.store, () => deps.plans.active()?.id ?? null);
  const gate = await createHoldGate(deps.gate);
  let force: HoldForce = forceOf({ records: [], settings: keeper.book().settings }, emptyContext());
  let shown = JSON.stringify(force);
  let woken: number | null | undefined;
  let due = false;

  function emptyContext(): HoldContext {
    return {
      now: deps.now(),
      metered: deps.plans.settings().metered,
      plan: deps.plans.active(),
      deviceZone: deps.timeZone(),
      left: null,
      usedToday: () => 0,
    };
  }
  const hasCaps = () => keeper.book().records.some(({ mode }) => mode === 'capped');
  const hasThresholds = () => keeper.book().settings.triggers.some(({ kind, on }) => on && kind === 'left');

  const context = async (): Promise<HoldContext> => {
    const plain = emptyContext();
    const used = hasCaps() ? await deps.usage.bySite(dayOf(plain).startMs, plain.now) : new Map<string, number>();
    const status = hasThresholds() ? await deps.readStatus() : null;
    const shares = status && bankShares(status);
    return {
      ...plain,
      left: shares && shares.total !== null ? 1 - shares.used : null,
      usedToday: (site) => used.get(site) ?? 0,
    };
  };

  const wakeFor = (at: number | null) => {
    if (at === woken) return;
    woken = at;
    void deps.wakeAt(at).catch(() => (woken = undefined));
    const ms = at === null ? Infinity : at - deps.now();
    if (ms < TIMER_WITHIN_MS) deps.setTimer(() => void refresh().catch(deps.onError), Math.max(0, ms));
  };

  const tellNews = async (at: HoldContext) => {
    const { told } = keeper.book().settings;
    const found = holdNews(keeper.book(), at, told, gate.canSeeSizes);
    const next = new Set(found.told);
    // Marked after it was shown: what could not be shown is tried again at the next look.
    for (const { key, news } of found.due) {
      try {
        await deps.tell(news);
      } catch (error) {
        deps.onError(error);
        if (told.includes(key)) next.add(key);
        else next.delete(key);
      }
    }
    if (JSON.stringify([...next]) === JSON.stringify(told)) return;
    await keeper.change((settings) => ({ ...settings, told: [...next] }));
  };

  const look = async () => {
    const at = await context();
    // A hold that has ended holds nothing, even if it could not be removed.
    await keeper.dropEnded(at.now).catch(deps.onError);
    force = forceOf(keeper.book(), at);
    wakeFor(force.nextAt);
    await gate.apply(force);
    const acting = actingSince(force, keeper.book().settings.acting, at.now);
    if (acting) await keeper.change((settings) => ({ ...settings, acting }));
    // Enforcing does not wait for notifications.
    void telling(() => tellNews(at)).catch(deps.onError);
    const now = JSON.stringify(force);
    if (now === shown) return;
    shown = now;
    deps.onChanged();
  };

  const telling = createInTurn();
  const inTurn = createInTurn();
  let next: Promise<void> | null = null;
  /**
   * One look at a time, or a slow one could overwrite a newer state with an older; calls while one is queued share it.
   */
  const refresh = () =>
    (next ??= inTurn(() => {
      next = null;
      return look();
    }));

  return {
    keeper,
    gate,
    context,
    force: () => force,
    isHeld: (site) => isHeld(force, site),
    refresh,
    refreshByUse: () => {
      if (due || !(hasCaps() || hasThresholds())) return;
      due = true;
      deps.setTimer(() => {
        due = false;
        void refresh().catch(deps.onError);
      }, BY_USE_MS);
    },
  };
}
