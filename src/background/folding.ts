import type { Plan } from '../core/contract.ts';
import { DAY_MS } from '../core/duration.ts';
import { FOLD_AFTER_MS, foldKey } from '../core/fold-key.ts';
import { LONGEST_SLOT_MS } from '../core/slot.ts';
import type { Connection } from '../storage/connection.ts';
import { foldSlots, keepFolded, readFolded, type FoldKeyOf } from '../storage/fold.ts';
import { readFirstSlot } from '../storage/read-first-slot.ts';
import { summarise } from '../storage/summarise.ts';

/** A transaction folds this much, so that flushes wait for milliseconds only. */
const STRETCH_MS = 2 * DAY_MS;

/** Corrections arrive within minutes; a clock may be an hour or a day off. */
const SETTLED_MS = 2 * DAY_MS;

export type FoldingDeps = {
  /** Read before each step: it may be another connection by then. */
  connection: Pick<Connection, 'get'>;
  plans(): readonly Plan[];
  /** The device's own zone, IANA: defines days where no plan does. */
  timeZone(): string;
  now(): number;
};

/** Folds what has become old enough since the last time. Resolves to whether anything changed. */
export function createFolding(deps: FoldingDeps): () => Promise<boolean> {
  let running: Promise<boolean> | null = null;
  const database = () => deps.connection.get();
  const firstSlot = async (from: number) => readFirstSlot((await database()).transaction(['slots', 'brought']), from);

  const fold = async (): Promise<boolean> => {
    const folded = await readFolded(await database());
    const now = deps.now();
    const plans = deps.plans();
    const plansOf = (owner: string) =>
      owner.startsWith('plan:') ? plans.filter(({ id }) => owner === `plan:${id}`) : plans;
    const keyOf: FoldKeyOf = (slot) => foldKey(slot, plansOf(slot.owner), deps.timeZone(), now);
    let fewer = 0;
    for (const step of ['hours', 'days'] as const) {
      const end = now - FOLD_AFTER_MS[step];
      // A partly folded day is folded to its end; a clock set forward had folded too far.
      let from = await firstSlot(Math.min(folded[step], end) - STRETCH_MS);
      while (from !== null && from < end) {
        fewer += await foldSlots(await database(), from, from + STRETCH_MS, keyOf);
        from = await firstSlot(from + STRETCH_MS / 2);
      }
      folded[step] = end;
    }
    await keepFolded(await database(), folded);
    await summarise(await database(), folded.days - LONGEST_SLOT_MS, now - SETTLED_MS);
    return fewer > 0;
  };

  return () => (running ??= fold().finally(() => (running = null)));
}
