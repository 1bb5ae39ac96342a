import type { PlanStatus, Reading, Refusal } from '../core/contract.ts';
import { checkReading } from '../core/check-reading.ts';
import type { Message } from '../core/message.ts';
import { planRebase } from '../core/plan-rebase.ts';
import { parseReading } from '../core/reading.ts';
import type { ReadingList } from '../core/reading-list.ts';
import { refuse } from '../core/refusals.ts';
import { readStatus, type StatusDeps } from './popup-view.ts';

/** The messages about readings and the correction learned from them. */
export type ReadingMessage = Extract<Message, { type: `reading.${string}` | 'correction.set' }>;

export type ReadingRepliesDeps = StatusDeps & {
  flush(): Promise<unknown>;
  /** Ends the slots under way at that instant (epoch ms), if it has only just become known that they end there. */
  closeSlotsAt(at: number): Promise<void>;
  now(): number;
  /** The zone that defines midnight while no plan does. IANA. */
  timeZone(): string;
  onChanged(): void;
};

/** Answers messages about readings, for the plan that is active when the message comes. */
export function createReadingReplies(
  deps: ReadingRepliesDeps,
): (message: ReadingMessage) => Promise<Reading | ReadingList | PlanStatus | Refusal> {
  const { plans, readings } = deps;
  const iso = () => new Date(deps.now()).toISOString();

  const list = async (): Promise<ReadingList> => {
    await deps.flush();
    const plan = plans.active();
    if (!plan) return { readings: [], correction: { factor: 1, readings: 0, isOn: true } };
    const usage = await deps.usage.ofPlan(plan, plans.list().plans, deps.now());
    const records = readings.ofPlan(plan.id);
    const { comparisons, correction } = deps.corrections.lessonOf(plan, records, usage);
    const isRebased =
      planRebase(
        plan,
        records.map(({ reading }) => reading),
        deps.now(),
      ) !== null;
    const newest = comparisons.findLastIndex((one) => one !== null);
    return {
      readings: records.map(({ id, reading }, index) => {
        const compared = comparisons[index] ?? null;
        const outside = compared && compared.said - compared.ours;
        return { id, reading, outside, counts: isRebased && index === newest };
      }),
      correction: { ...correction, isOn: !plans.settings().uncorrected.includes(plan.id) },
    };
  };

  const changed = async (change: Promise<Refusal | null | void>): Promise<ReadingList | Refusal> => {
    const refusal = await change;
    if (refusal) return refusal;
    deps.onChanged();
    return list();
  };

  return async (message) => {
    const plan = plans.active();
    switch (message.type) {
      case 'reading.parse':
        return parseReading(message.text, {
          now: iso(),
          timeZone: plan?.timeZone ?? deps.timeZone(),
          plan: plan ?? undefined,
        });
      case 'reading.apply': {
        if (!plan) return refuse('noPlan', 'reading.apply');
        const reading = checkReading(message.reading, iso());
        if ('error' in reading) return reading;
        await deps.closeSlotsAt(Date.parse(reading.asOf));
        await readings.add(plan.id, reading);
        deps.onChanged();
        await deps.flush();
        return (await readStatus(deps, deps.now())) ?? refuse('noPlan', 'reading.apply');
      }
      case 'reading.list':
        return list();
      case 'reading.remove':
        return changed(readings.remove(message.id));
      case 'reading.restore':
        return changed(readings.restore(message.id));
      case 'correction.set':
        if (!plan) return refuse('noPlan', 'correction.set');
        return changed(plans.setCorrected(plan.id, message.isOn));
    }
  };
}
