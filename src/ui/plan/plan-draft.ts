import { clockText } from '../format/when-text.ts';
import { wallClock } from '../format/wall-clock.ts';

/** The four shapes that plans are sold in, as the first question puts them. */
export type PlanKind = 'total' | 'daily' | 'monthly' | 'open';

export const PLAN_KINDS: readonly PlanKind[] = ['total', 'daily', 'monthly', 'open'];

/** The speeds that carriers slow down to, in kbit/s. */
export const THROTTLES = [128, 256, 384, 512, 1000] as const;

/** A plan as it is being typed: the fields' own text. */
export type PlanDraft = {
  kind: PlanKind;
  /** Empty: named after what it holds. */
  name: string;
  amount: string;
  amountUnit: 'GB' | 'MB';
  days: string;
  clock: 'calendar' | 'hours';
  billingDay: string;
  /** `cut`, or kbit/s. */
  after: string;
  /** `2026-11-19T14:02`, by the wall clock of `timeZone`. */
  startedAt: string;
  timeZone: string;
  unit: 1000 | 1024;
};

const AMOUNTS: Record<PlanKind, string> = { total: '7', daily: '3', monthly: '20', open: '' };

/**
 * A plan to begin with: begun now, by the device's own clock. 1 GB is 1000 MB unless the user says otherwise, since
 * that warns earlier; what differs is what carriers sell most.
 *
 * @param now epoch ms
 */
export function newDraft(kind: PlanKind, now: number, timeZone: string): PlanDraft {
  return {
    kind,
    name: '',
    amount: AMOUNTS[kind],
    amountUnit: 'GB',
    days: '7',
    clock: 'calendar',
    billingDay: '1',
    after: kind === 'daily' || kind === 'monthly' ? '128' : 'cut',
    startedAt: localText(now, timeZone),
    timeZone,
    unit: 1000,
  };
}

/** An instant (epoch ms) as a `datetime-local` field writes it. */
export function localText(instant: number, timeZone: string): string {
  const wall = wallClock(instant, timeZone);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${wall.year}-${two(wall.month)}-${two(wall.day)}T${clockText(wall)}`;
}
