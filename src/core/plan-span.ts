import type { Allowance, Plan } from './contract.ts';
import { DAY_MS } from './duration.ts';
import { epochMs } from './epoch-ms.ts';
import { zoneTime } from './zone-time.ts';

/** A half-open stretch of time, epoch milliseconds; `endMs` is `Infinity` where nothing ends it. */
export type Span = { startMs: number; endMs: number };

/** Whether an instant (epoch ms) lies in a span: its beginning does, its end does not. */
export const includes = ({ startMs, endMs }: Span, ms: number): boolean => ms >= startMs && ms < endMs;

/**
 * From activation to expiry. Calendar days: day 1 is the day of activation, the last one ends at midnight in the
 * plan's zone. Monthly and open plans never end by themselves.
 */
export function planSpan(plan: Plan): Span {
  const startMs = epochMs(plan.activatedAt);
  const { validity } = plan;
  if (validity.kind !== 'days') return { startMs, endMs: Infinity };
  if (validity.clock === 'hours') return { startMs, endMs: startMs + validity.days * DAY_MS };
  const zone = zoneTime(plan.timeZone);
  return { startMs, endMs: zone.dayStart(zone.dayOf(startMs) + validity.days) };
}

/** An allowance lives within its plan. Where its own dates lie outside, the span is empty. */
export function allowanceSpan(plan: Plan, { from, until }: Pick<Allowance, 'from' | 'until'>): Span {
  const whole = planSpan(plan);
  const startMs = Math.min(whole.endMs, Math.max(whole.startMs, from === undefined ? -Infinity : epochMs(from)));
  const endMs = Math.min(whole.endMs, until === undefined ? Infinity : epochMs(until));
  return { startMs, endMs: Math.max(startMs, endMs) };
}
