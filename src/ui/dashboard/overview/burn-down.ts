import { bankShares } from '../../../core/bank-shares.ts';
import type { Allowance, PlanStatus } from '../../../core/contract.ts';
import { DAY_MS } from '../../../core/duration.ts';
import type { Outlook } from '../../../core/outlook.ts';

/** Bytes at an instant (epoch ms). */
export type Point = { at: number; bytes: number };
/** Bytes likely to be left (or used) at an instant: p10, p50 and p90 of the forecast. */
type Range = { at: number; low: number; middle: number; high: number };

/** Something that happened, at its place in the chart. `isOld`: a reading that says little about the present. */
export type Mark = Point & { kind: 'top-up' | 'reading' | 'alert'; label: string; isOld?: boolean };

/** What the burn-down chart draws: what is left, or without a limit what was used. */
export type BurnDown = {
  span: { from: number; to: number };
  hasLimit: boolean;
  /** The scale's upper end. */
  most: number;
  line: Point[];
  band: Range[];
  /** The line at a constant rate of use to the period's end; a new piece begins with each top-up. */
  even: Point[][];
  topUps: { at: number; bytes: number }[];
  now: Point;
};

/** A period's burn-down from the outlook and the plan's status. */
export function burnDown(outlook: Outlook, status: PlanStatus): BurnDown {
  const { total } = bankShares(status);
  const span = { from: outlook.from, to: outlook.to ?? Math.max(outlook.at, outlook.from + DAY_MS) };
  const added = total === null ? [] : topUpsIn(status, span.from, outlook.at);
  const totalAt = (at: number, inclusive = true) =>
    added.reduce((sum, one) => (one.at > at || (!inclusive && one.at === at) ? sum - one.bytes : sum), total ?? 0);
  const level = (at: number, used: number, inclusive = true) =>
    total === null ? used : Math.max(0, totalAt(at, inclusive) - used);

  const line: Point[] = [];
  for (const [i, { at, bytes }] of outlook.used.entries()) {
    const before = outlook.used[i - 1];
    for (const { at: step } of added) {
      if (before === undefined || step <= before.at || step > at) continue;
      const used = before.bytes + ((bytes - before.bytes) * (step - before.at)) / (at - before.at);
      line.push({ at: step, bytes: level(step, used, false) }, { at: step, bytes: level(step, used) });
    }
    line.push({ at, bytes: level(at, bytes) });
  }
  const now = line.at(-1) ?? { at: outlook.at, bytes: level(outlook.at, status.used) };
  const band = outlook.ahead.map(({ at, low, middle, high }): Range => {
    const ends = [level(at, low), level(at, high)];
    return { at, low: Math.min(...ends), middle: level(at, middle), high: Math.max(...ends) };
  });
  if (band.length > 0) band.unshift({ at: now.at, low: now.bytes, middle: now.bytes, high: now.bytes });
  return {
    span,
    hasLimit: total !== null,
    most: Math.max(1, ...line.map(({ bytes }) => bytes), ...band.map(({ high }) => high)),
    line,
    band,
    even: total === null || outlook.to === null ? [] : evenLine(span, totalAt(span.from), added),
    topUps: added,
    now,
  };
}

/** The line's value at an instant, interpolated linearly. */
export function levelAt(line: readonly Point[], at: number): number {
  const next = line.findIndex((point) => point.at > at);
  if (next === -1) return line.at(-1)?.bytes ?? 0;
  const [a, b] = [line[next - 1], line[next]!];
  return a === undefined ? b.bytes : a.bytes + ((b.bytes - a.bytes) * (at - a.at)) / (b.at - a.at);
}

/** Bytes that may be used on the day that begins at `at` if data is to last: what is left then ÷ the days left. */
export function shareAt(burn: BurnDown, at: number): number {
  return levelAt(burn.line, at) / Math.max(1, Math.round((burn.span.to - at) / DAY_MS));
}

function evenLine(span: { from: number; to: number }, first: number, added: readonly Point[]): Point[][] {
  const parts = [{ at: span.from, bytes: first }, ...added];
  const levelOf = (at: number, known: number) =>
    parts.slice(0, known).reduce((sum, part) => sum + (part.bytes * (span.to - at)) / (span.to - part.at), 0);
  return parts.map((part, i) => {
    const end = parts[i + 1]?.at ?? span.to;
    return [
      { at: part.at, bytes: levelOf(part.at, i + 1) },
      { at: end, bytes: levelOf(end, i + 1) },
    ];
  });
}

function topUpsIn(status: PlanStatus, from: number, to: number): Point[] {
  const isGeneral = ({ sites, free }: Allowance) => sites === undefined && free === undefined;
  return status.plan.allowances
    .filter((one) => isGeneral(one) && one.from !== undefined && one.bytes !== null)
    .map((one) => ({ at: Date.parse(one.from!), bytes: one.bytes! }))
    .filter(({ at }) => at > from && at <= to)
    .sort((a, b) => a.at - b.at);
}
