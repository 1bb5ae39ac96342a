import { bankShares } from './bank-shares.ts';
import type { PlanStatus, Usage } from './contract.ts';
import { HOUR_MS } from './duration.ts';
import { epochMs } from './epoch-ms.ts';
import { createForecaster } from './forecast.ts';

/** A plan's period as a curve: what was used up to each instant, and what may be. Instants are epoch ms. */
export type Outlook = {
  from: number;
  /** `null`: the period does not end. */
  to: number | null;
  at: number;
  /** Bytes used since the period began, rising; the last one is `status.used`, at `at`. */
  used: { at: number; bytes: number }[];
  /** Bytes used at later instants: one future in ten stays below `low`, one goes above `high`. Empty: no forecast. */
  ahead: { at: number; low: number; middle: number; high: number }[];
};

/** Points of the future at most. */
const STEPS_AHEAD = 96;

/**
 * The curve ends where the status says that it stands: traffic outside this browser, which only a reading knows of,
 * is spread over the past as the rest was. Its future ends at the status' own range; between the two it has the
 * shape that the usual hours give it.
 *
 * @param usage of the plan, as `planStatus` takes it
 */
export function outlookOf(status: PlanStatus, usage: readonly Usage[]): Outlook {
  const { from, to } = bankShares(status);
  const nowMs = epochMs(status.at);
  const startMs = epochMs(from);
  const endMs = to === null ? null : epochMs(to);
  const atMs = Math.max(startMs, Math.min(nowMs, endMs ?? nowMs));
  return { from: startMs, to: endMs, at: atMs, used: past(status, usage, startMs, atMs), ahead: future(status, usage) };
}

function past(status: PlanStatus, usage: readonly Usage[], startMs: number, atMs: number): Outlook['used'] {
  const general = generalUsage(status, usage);
  const byHour = new Map<number, number>();
  let sum = 0;
  for (const { from, bytes } of general) {
    const ms = epochMs(from);
    if (ms < startMs || ms >= atMs) continue;
    const hour = Math.min(atMs, startMs + (Math.floor((ms - startMs) / HOUR_MS) + 1) * HOUR_MS);
    byHour.set(hour, (byHour.get(hour) ?? 0) + bytes);
    sum += bytes;
  }
  const scale = sum > 0 ? status.used / sum : 0;
  const points = [{ at: startMs, bytes: 0 }];
  let bytes = 0;
  for (const [at, part] of [...byHour].sort(([a], [b]) => a - b)) {
    // A flat hour keeps its corner.
    if (at - HOUR_MS > points.at(-1)!.at) points.push({ at: at - HOUR_MS, bytes });
    bytes += part * scale;
    points.push({ at, bytes });
  }
  if (points.at(-1)!.at < atMs) points.push({ at: atMs, bytes: status.used });
  return points;
}

function future(status: PlanStatus, usage: readonly Usage[]): Outlook['ahead'] {
  const { to } = bankShares(status);
  const { atEnd } = status.forecast;
  if (to === null || atEnd === null) return [];
  const hours = (epochMs(to) - epochMs(status.at)) / HOUR_MS;
  const general = generalUsage(status, usage);
  const path = createForecaster(general, status.at, status.plan.timeZone).path(to, Math.max(1, hours / STEPS_AHEAD));
  const end = path.at(-1);
  if (end === undefined) return [];
  const reach = (bytes: number, whole: number, target: number) =>
    status.used + (whole > 0 ? bytes / whole : 0) * Math.max(0, target - status.used);
  return path.map((point) => ({
    at: epochMs(point.at),
    low: reach(point.p10, end.p10, atEnd.p10),
    middle: reach(point.p50, end.p50, atEnd.p50),
    high: reach(point.p90, end.p90, atEnd.p90),
  }));
}

/** What general traffic cost: sites with a quota of their own draw on that. */
function generalUsage({ plan }: PlanStatus, usage: readonly Usage[]): Usage[] {
  const own = new Set(plan.allowances.flatMap(({ sites }) => sites ?? []));
  return usage.filter(({ site }) => !own.has(site));
}
