import type { HoldRow, HoldsView } from '../../core/holds-view.ts';
import { dataWords } from '../format/data-text.ts';
import { unbreakable } from '../format/unbreakable.ts';
import { endWords, sinceWords, zonedTime } from '../format/when-text.ts';
import { holdWords } from '../wording/hold-words.ts';
import type { Voice } from '../wording/voice.ts';

/**
 * How much a hold or rule has saved; `''` where it is not known or below 0.1 MB: the estimate is not precise enough for
 * less.
 */
export function savedWords(saved: number | null, view: HoldsView, voice: Voice): string {
  if (saved === null || saved < 1e5) return '';
  return holdWords(voice).list.saved(dataWords(saved, { base: view.plan?.unit ?? 1000, spread: 0.2 }, voice));
}

/** The details of a hold in the list: since when, until when, why, and how much it has saved. */
export function holdLine(row: HoldRow, view: HoldsView, voice: Voice): string[] {
  const { list } = holdWords(voice);
  const zone = view.plan?.timeZone ?? voice.deviceZone;
  const base = view.plan?.unit ?? 1000;
  const now = Date.parse(view.at);
  const { hold } = row;
  const set = Date.parse(row.setAt);
  const plan = view.plans.find(({ id }) => id === row.plan);
  return [
    hold.mode === 'capped'
      ? list.today(dataWords(row.usedToday, { base }, voice), dataWords(hold.bytesPerDay ?? 0, { base }, voice))
      : '',
    hold.mode === 'capped' && row.state === 'held' ? list.usedUp : '',
    list.since(zonedTime(sinceWords(set, now, zone, voice), set, zone, voice)),
    hold.reason === 'threshold' ? list.byThreshold : '',
    hold.until === undefined ? '' : list.until(endWords(Date.parse(hold.until), now, zone, voice)),
    row.openUntil === null ? '' : list.openUntil(endWords(Date.parse(row.openUntil), now, zone, voice)),
    plan ? list.onPlan(unbreakable(plan.name)) : '',
    row.goesOn ? list.goesOn : '',
    savedWords(row.saved, view, voice),
  ].filter((part) => part !== '');
}
