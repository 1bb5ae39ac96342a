import { isGeneral, leftOf, periodOf, type Bucket } from './allowance-bucket.ts';
import type { Plan, Reading } from './contract.ts';
import type { Overflow, Stop } from './draw-down.ts';
import { compareDraw } from './draw-order.ts';
import { epochMs } from './epoch-ms.ts';
import { lastToRunOut } from './last-to-run-out.ts';
import { periodAt } from './period.ts';
import { countedBuckets, usedOf } from './plan-figures.ts';
import { includes, planSpan } from './plan-span.ts';

/** What a reading changed. */
export type Rebase = {
  stop: Stop;
  /** The carrier's figure − ours, bytes; `null` until the walk has passed the reading, or where it says no figure. */
  outside: number | null;
  /** What we had counted by then, bytes; `null` where `outside` is. */
  ours: number | null;
  /** When the period that the reading speaks of began, epoch ms. */
  sinceMs: number;
  /** To be added to what the allowances gave, where the carrier's figures do not add up to what was bought. */
  usedShift: number;
};

/**
 * Takes the carrier's account over at the instant it is true for. What it has used and we have not counted is drawn
 * from the general allowances in their order, as one transfer of that instant; what we counted too much is given back,
 * last drawn first. So everything after it (what runs out, what is throttled, what it costs) follows from the carrier's
 * figure and our own use since.
 *
 * Of all readings of the general data only the newest counts, and only where no general allowance has been reset
 * since: a reading true for the very instant of a reset speaks of the period that ended there.
 *
 * @param atMs the instant of the status
 * @returns `null` where no reading speaks of the current period
 */
export function planRebase(plan: Plan, readings: readonly Reading[], atMs: number): Rebase | null {
  const newest = newestReading(readings, atMs);
  if (newest === null || newest.ms < sinceReset(plan, atMs) || newest.ms > planSpan(plan).endMs) return null;
  const rebase: Rebase = {
    outside: null,
    ours: null,
    sinceMs: -Infinity,
    usedShift: 0,
    stop: {
      ms: newest.ms,
      visit(buckets, overflow) {
        const result = takeOver(newest.reading, newest.ms, plan, buckets, overflow);
        if (result === null) return null;
        rebase.outside = result.outside;
        rebase.ours = result.ours;
        rebase.sinceMs = result.sinceMs;
        rebase.usedShift = result.usedShift;
        return result.spilled > 0
          ? { ms: newest.ms, bytes: result.spilled, bucket: lastToRunOut(buckets, newest.ms) }
          : null;
      },
    },
  };
  return rebase;
}

function newestReading(readings: readonly Reading[], atMs: number): { reading: Reading; ms: number } | null {
  let newest: { reading: Reading; ms: number } | null = null;
  for (const reading of readings) {
    const ms = reading.asOf === null ? NaN : epochMs(reading.asOf);
    if (reading.scope !== 'general' || !(ms <= atMs) || !saysSomething(reading)) continue;
    if (newest === null || ms >= newest.ms) newest = { reading, ms };
  }
  return newest;
}

const isBytes = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value >= 0;

const saysSomething = ({ used, remaining, percentUsed, exhausted }: Reading): boolean =>
  isBytes(used) || isBytes(remaining) || isBytes(percentUsed) || exhausted === true;

/** The first instant that the current period's readings may be true for, epoch ms. */
function sinceReset(plan: Plan, atMs: number): number {
  const life = planSpan(plan);
  const ms = Math.max(life.startMs, Math.min(atMs, life.endMs - 1));
  const pool = plan.allowances.filter(({ sites, free, hours }) => !sites && !free && !hours);
  return pool.reduce((latest, allowance) => {
    const period = periodAt(plan, allowance, ms);
    const isReset = includes(period, ms) && period.startMs > periodAt(plan, allowance, -Infinity).startMs;
    return isReset ? Math.max(latest, period.startMs + 1) : latest;
  }, life.startMs);
}

function takeOver(
  reading: Reading,
  ms: number,
  plan: Plan,
  buckets: Bucket[],
  overflow: readonly Overflow[],
): { outside: number; ours: number; sinceMs: number; usedShift: number; spilled: number } | null {
  // True for the end of a stretch: at a plan's very end its allowances still stand.
  const lastMs = Math.max(planSpan(plan).startMs, ms - 1);
  const general = buckets.filter((bucket) => isGeneral(bucket) && bucket.current >= 0);
  const living = general.filter(({ life }) => includes(life, lastMs) || life.startMs === ms);
  // Carriers tell of night data apart.
  const allDay = living.filter(({ windows }) => windows === null);
  const pool = (allDay.length > 0 ? allDay : living).sort(compareDraw);
  if (pool.length === 0) return null;
  const counted = countedBuckets(buckets, lastMs).filter((bucket) => bucket.windows === null || pool.includes(bucket));

  const ours = usedOf(counted);
  const left = pool.reduce((sum, bucket) => sum + leftOf(bucket), 0);
  const whole = ours + left;
  const saidLeft = isBytes(reading.remaining) ? reading.remaining : reading.exhausted ? 0 : null;
  const said = usedFigure(reading, whole, saidLeft);
  if (said === null) return null;

  const sinceMs = Math.max(...pool.map((bucket) => periodOf(bucket).startMs));
  const spilledOurs = overflow.reduce((sum, spill) => (spill.ms >= sinceMs ? sum + spill.bytes : sum), 0);
  const oursInAll = ours + (said > whole ? spilledOurs : 0);
  const more = saidLeft !== null && left < Infinity ? left - saidLeft : Math.min(said, whole) - ours;
  if (more > 0) drawMore(pool, more);
  else giveBack(pool, -more, saidLeft !== null && left < Infinity);
  const isOut = pool.every((bucket) => leftOf(bucket) === 0);
  return {
    outside: said - oursInAll,
    ours: oursInAll,
    sinceMs,
    usedShift: (isOut ? Math.min(said, whole) : said) - usedOf(counted),
    spilled: isOut ? Math.max(0, said - whole - spilledOurs) : 0,
  };
}

/** @param whole what general traffic could draw on in all; `Infinity` where unlimited */
function usedFigure(reading: Reading, whole: number, saidLeft: number | null): number | null {
  const total = isBytes(reading.total) ? reading.total : whole;
  if (isBytes(reading.used)) return reading.used;
  const used = isBytes(reading.remaining)
    ? total - reading.remaining
    : isBytes(reading.percentUsed)
      ? Math.round((total * reading.percentUsed) / 100)
      : total - (saidLeft ?? NaN);
  return Number.isFinite(used) ? used : null;
}

function drawMore(pool: readonly Bucket[], bytes: number): void {
  let rest = bytes;
  for (const bucket of pool) {
    const taken = Math.min(rest, leftOf(bucket));
    bucket.used += taken;
    rest -= taken;
  }
}

/** @param isAuthority the carrier names what is left: more than was ever bought is then there all the same */
function giveBack(pool: readonly Bucket[], bytes: number, isAuthority: boolean): void {
  let rest = bytes;
  for (const bucket of [...pool].reverse()) {
    const given = Math.min(rest, bucket.used);
    bucket.used -= given;
    rest -= given;
  }
  const [first] = pool;
  if (isAuthority && first !== undefined) first.extra += rest;
}
