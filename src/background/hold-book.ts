import type { Hold } from '../core/contract.ts';
import { hasEnded } from '../core/hold-force.ts';
import { FIRST_HOLD_SETTINGS, type HoldBook, type HoldRecord, type HoldSettings } from '../core/hold-book.ts';
import { createInTurn } from './in-turn.ts';

/** Holds and their settings: cached in memory, written through, one change at a time. */
export type HoldBookKeeper = {
  book(): Readonly<HoldBook>;
  /**
   * Replaces a site's hold; its plan and its setting for embeds stay. One that pauses the site acts on the active
   * plan, too, and keeps what it replaces for `resume`.
   */
  set(hold: Hold, at: number): Promise<void>;
  clear(site: string): Promise<void>;
  /** Ends a pause: what it replaced comes back. */
  resume(site: string, at: number): Promise<void>;
  adjust(site: string, part: Partial<Pick<HoldRecord, 'plan' | 'embeds'>>): Promise<void>;
  change(change: (settings: HoldSettings) => HoldSettings): Promise<void>;
  /** Removes holds and openings that have expired. */
  dropEnded(now: number): Promise<void>;
  /** Retries a read that failed; resolves to whether it succeeded now. */
  retry(): Promise<boolean>;
  /** Reads everything again after it was changed on disk. */
  reload(): Promise<void>;
};

/** Where holds are kept. `change` is one transaction, and returns what is stored after it. */
export type HoldStore = {
  read(): Promise<HoldBook>;
  change(change: (book: HoldBook) => HoldBook): Promise<HoldBook>;
};

/**
 * Reads what is stored. Storage that fails leaves an empty book: nothing new is held, metering goes on.
 *
 * @param activePlan the id of the active plan; `null`: none is
 */
export async function createHoldBookKeeper(store: HoldStore, activePlan: () => string | null): Promise<HoldBookKeeper> {
  let book: HoldBook = { records: [], settings: FIRST_HOLD_SETTINGS };
  let isRead = false;
  const inTurn = createInTurn();
  const retry = async () => {
    if (isRead) return false;
    try {
      book = await store.read();
      isRead = true;
    } catch {
      // The connection keeps the error and reports it to the user.
    }
    return isRead;
  };
  await retry();

  const change = (how: (book: HoldBook) => HoldBook): Promise<void> =>
    inTurn(async () => {
      book = await store.change(how);
      isRead = true;
    });
  const changeRecords = (how: (records: HoldRecord[]) => HoldRecord[]) =>
    change(({ records, settings }) => ({ records: how(records), settings }));

  return {
    book: () => book,
    set: (hold, at) =>
      change(({ records, settings }) => {
        const found = records.find(({ site }) => site === hold.site);
        const isPause = hold.mode === 'paused' && hold.until === undefined;
        const kept = found?.plan ?? null;
        const plan = isPause && kept !== activePlan() ? null : kept;
        const before = found && isPause ? replacedBy(found) : undefined;
        const embeds = found?.embeds ?? false;
        const others = records.filter(({ site }) => site !== hold.site);
        // Setting a hold again ends whatever let the site through.
        const openings = settings.openings.filter(({ site }) => site !== hold.site);
        return {
          records: [...others, { ...hold, setAt: at, plan, embeds, ...(before && { before }) }],
          settings: openings.length === settings.openings.length ? settings : { ...settings, openings },
        };
      }),
    clear: (site) => changeRecords((records) => records.filter((record) => record.site !== site)),
    resume: (site, at) =>
      changeRecords((records) =>
        records.flatMap(({ before, ...record }) => {
          if (record.site !== site) return [{ ...record, ...(before && { before }) }];
          return before ? [{ site, ...before, reason: 'user' as const, setAt: at, embeds: record.embeds }] : [];
        }),
      ),
    adjust: (site, part) =>
      changeRecords((records) => records.map((record) => (record.site === site ? { ...record, ...part } : record))),
    change: (how) => change(({ records, settings }) => ({ records, settings: how(settings) })),
    dropEnded: async (now) => {
      const { records, settings } = book;
      if (!records.some((one) => hasEnded(one, now)) && settings.openings.every(({ until }) => until > now)) return;
      await change((stored) => ({
        records: stored.records.filter((one) => !hasEnded(one, now)),
        settings: { ...stored.settings, openings: stored.settings.openings.filter(({ until }) => until > now) },
      }));
    },
    retry,
    reload: () => change((book) => book),
  };
}

/** What a pause replaces, or what the pause before it had replaced. */
function replacedBy({ mode, bytesPerDay, until, plan, before }: HoldRecord): HoldRecord['before'] {
  if (mode === 'paused') return before;
  return { mode, plan, ...(bytesPerDay !== undefined && { bytesPerDay }), ...(until !== undefined && { until }) };
}
