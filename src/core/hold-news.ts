import { triggerKey } from './hold-acts.ts';
import type { HoldBook, Trigger } from './hold-book.ts';
import { dayOf, isArmed, isCurrent, type HoldContext } from './hold-force.ts';

/** What the user is told of holds that act by themselves. */
export type HoldNews =
  /** Four fifths of a site's day are used. */
  | { kind: 'cap-near'; site: string; used: number; bytesPerDay: number; unit: 1000 | 1024 }
  /** `canSeeSizes`: 'lean' holds large images too. */
  | { kind: 'trigger'; trigger: Trigger; isArmed: boolean; canSeeSizes: boolean }
  /** A page of a held site stays, at rest: leaving it would lose what was typed. */
  | { kind: 'kept'; site: string }
  /** The guard has held a response. */
  | { kind: 'large'; id: string; site: string; bytes: number; unit: 1000 | 1024 };

/** News under the key by which it is remembered as told. */
export type DueNews = { key: string; news: HoldNews };

/** The share of a site's cap at which the user is warned. */
const NEAR = 0.8;

/**
 * What is new since the last time: each cap once a day, each trigger when it is armed and when its reason has gone.
 *
 * @param told keys of what was told before, as `told` of this function's answer
 * @param canSeeSizes whether this browser's rules see a response's size
 */
export function holdNews(
  { records, settings }: HoldBook,
  context: HoldContext,
  told: readonly string[],
  canSeeSizes: boolean,
): { due: DueNews[]; told: string[] } {
  if (!context.metered) return { due: [], told: [...told] };
  const due: DueNews[] = [];
  const next: string[] = [];
  const { day } = dayOf(context);
  const unit = context.plan?.unit ?? 1000;
  for (const record of records) {
    const { site, mode, bytesPerDay = Infinity } = record;
    const used = context.usedToday(site);
    if (mode !== 'capped' || !isCurrent(record, context) || used < NEAR * bytesPerDay) continue;
    const key = `cap ${day} ${bytesPerDay} ${site}`;
    next.push(key);
    if (!told.includes(key) && used < bytesPerDay)
      due.push({ key, news: { kind: 'cap-near', site, used, bytesPerDay, unit } });
  }
  for (const trigger of settings.triggers) {
    // Tabs are hidden and shown all day long: the list of holds shows that, no notification.
    if (trigger.kind === 'background') continue;
    const key = `trigger ${triggerKey(trigger)}`;
    const armed = isArmed(trigger, context);
    if (armed) next.push(key);
    if (armed !== told.includes(key))
      due.push({ key, news: { kind: 'trigger', trigger, isArmed: armed, canSeeSizes } });
  }
  return { due, told: next };
}
