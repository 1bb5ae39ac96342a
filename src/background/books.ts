import type { Connection } from '../storage/connection.ts';
import type { Posting } from '../storage/ledger.ts';
import { openPlanStore } from '../storage/plan-store.ts';
import { readSlotSites, sumSlots } from '../storage/read-slots.ts';
import { putReading, readReadings } from '../storage/reading-store.ts';
import { widen } from '../storage/widen.ts';
import { createCorrectionBook, type CorrectionBook } from './correction-book.ts';
import { createPlanBook, type PlanBook } from './plan-book.ts';
import { createPlanForecasts, type EarlierUse, type PlanForecasts } from './plan-forecasts.ts';
import { createReadingBook, type ReadingBook } from './reading-book.ts';
import { createUsageBook, type UsageBook } from './usage-book.ts';

/** All books: plans, usage, the carrier's readings, and the corrections learned from them. */
export type Books = {
  plans: PlanBook;
  readings: ReadingBook;
  corrections: CorrectionBook;
  usage: UsageBook;
  forecasts: PlanForecasts;
  /** Retries a read that failed; resolves to whether it succeeded now. */
  retry(): Promise<boolean>;
  /** Reads everything again after it was changed on disk. */
  reload(): Promise<void>;
};

export type BooksDeps = {
  connection: Connection;
  now(): number;
  newId(): string;
  readEarlier(): Promise<unknown>;
  keepEarlier(earlier: EarlierUse | null): void;
  /** Counted, but not yet on disk. */
  unsaved(): Posting[];
};

/** Opens the books over one connection. Storage that fails leaves empty ones. */
export async function createBooks(deps: BooksDeps): Promise<Books> {
  const { connection, now } = deps;
  const plans = await createPlanBook(openPlanStore(connection, now), now);
  const readings = await createReadingBook(
    {
      readReadings: async () => readReadings(await connection.get()),
      putReading: async (record) => putReading(await connection.get(), record),
    },
    now,
    deps.newId,
  );
  const readSites = async (from: number, to: number) => readSlotSites(await connection.get(), from, to);
  const usage = createUsageBook({
    readSlotSites: readSites,
    widen: async (from, to, counts) => widen(await connection.get(), from, to, counts),
    sumSlots: async (from, to, counts) => sumSlots(await connection.get(), from, to, counts),
    unsaved: deps.unsaved,
    now,
  });
  const forecasts = createPlanForecasts({
    readSlotSites: readSites,
    readEarlier: deps.readEarlier,
    keepEarlier: deps.keepEarlier,
  });
  return {
    plans,
    readings,
    corrections: createCorrectionBook(() => plans.settings().countingSince),
    usage,
    forecasts,
    retry: async () => {
      const [found] = await Promise.all([plans.retry(), readings.retry()]);
      return found;
    },
    reload: async () => {
      usage.forget();
      forecasts.forget();
      await Promise.all([plans.reload(), readings.reload()]);
    },
  };
}
