import type { Plan } from '../core/contract.ts';
import { DAY_MS } from '../core/duration.ts';
import { FOLD_AFTER_MS, foldKey } from '../core/fold-key.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import type { FoldKeyOf } from '../storage/fold.ts';

/** A transaction folds this much at a time, so that flushes in between wait for milliseconds. */
const STRETCH_MS = 2 * DAY_MS;

/** Corrections come within minutes; a clock may be an hour or a day off. */
const SETTLED_MS = 2 * DAY_MS;

export type FoldingDeps = {
  plans(): readonly Plan[];
  /** The device's own zone, IANA: whose days count where no plan says. */
  timeZone(): string;
  now(): number;
  /** Where the first slot from `from` on begins, epoch ms. */
  readFirstSlot(from: number): Promise<number | null>;
  readFolded(): Promise<{ hours: number; days: number }>;
  keepFolded(folded: { hours: number; days: number }): Promise<void>;
  foldSlots(from: number, to: number, keyOf: FoldKeyOf): Promise<number>;
  /** Sums up what lies before `folded` and will not be folded any more, and what is only `settled`. */
  summarise(folded: number, settled: number): Promise<unknown>;
};

/** Folds what has come of age since the last time. Resolves to whether anything changed. */
export function createFolding(deps: FoldingDeps): () => Promise<boolean> {
  let running: Promise<boolean> | null = null;

  const fold = async (): Promise<boolean> => {
    const folded = await deps.readFolded();
    const now = deps.now();
    const plans = deps.plans();
    const plansOf = (owner: string) =>
      owner.startsWith('plan:') ? plans.filter(({ id }) => owner === `plan:${id}`) : plans;
    const keyOf: FoldKeyOf = (slot) => foldKey(slot, plansOf(slot.owner), deps.timeZone(), now);
    let fewer = 0;
    for (const step of ['hours', 'days'] as const) {
      const end = now - FOLD_AFTER_MS[step];
      // A day that was begun is folded to its end; a clock that was set forward had folded too far.
      let from = await deps.readFirstSlot(Math.min(folded[step], end) - STRETCH_MS);
      while (from !== null && from < end) {
        fewer += await deps.foldSlots(from, from + STRETCH_MS, keyOf);
        from = await deps.readFirstSlot(from + STRETCH_MS / 2);
      }
      folded[step] = end;
    }
    await deps.keepFolded(folded);
    await deps.summarise(folded.days - LONGEST_SLOT_MS, now - SETTLED_MS);
    return fewer > 0;
  };

  return () => (running ??= fold().finally(() => (running = null)));
}
