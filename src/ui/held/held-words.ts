import type { HeldReason, HeldView } from '../../core/held-view.ts';
import type { Way } from '../../core/hold-message.ts';
import { dataWords } from '../format/data-text.ts';
import { percentText } from '../format/percent-text.ts';
import { roughMinute } from '../format/rough-minute.ts';
import { clockText, endWords, zonedTime } from '../format/when-text.ts';
import { calendarDays, wallClock } from '../format/wall-clock.ts';
import { holdWords } from '../wording/hold-words.ts';
import type { Voice } from '../wording/voice.ts';

/** An action of the held page, other than going back. */
export type HeldAction = { way: Way | 'all'; name: string; detail: string; disabled: boolean };

/** The held page's heading in two parts: the site, which may break anywhere, and the rest. */
export function heldTitle({ site, reason }: HeldView, voice: Voice): [string, string] {
  const { held } = holdWords(voice);
  if (reason === null) return held.titleFree(site);
  if (reason.kind === 'large') return held.titleLarge(site);
  if (reason.kind === 'allow-list') return held.titleList(site);
  return reason.kind === 'cap' ? held.titleCap(site) : held.title(site);
}

/** Why it is held, in a sentence or two. */
export function heldWhy({ reason, at, status }: HeldView, voice: Voice): string {
  const { held } = holdWords(voice);
  const zone = status?.plan.timeZone ?? voice.deviceZone;
  const now = Date.parse(at);
  if (reason === null) return held.whyFree;
  const base = status?.plan.unit ?? 1000;
  if (reason.kind === 'large') return held.whyLarge(dataWords(reason.file.bytes, { base }, voice));
  if (reason.kind === 'allow-list') return listWhy(reason, voice);
  if (reason.kind === 'cap') {
    const cap = dataWords(reason.hold.bytesPerDay ?? 0, { base }, voice);
    return held.whyCap(cap, endWords(Date.parse(reason.endsAt), now, zone, voice));
  }
  const set = Date.parse(reason.setAt);
  const day = wallClock(set, zone);
  const time = zonedTime(clockText(day), set, zone, voice);
  const when = calendarDays(set, now, zone) === 0 ? held.todayAt(time) : held.onDay(voice.words.date(day), time);
  if (reason.hold.reason === 'threshold') return held.whyLow(when);
  const { until } = reason.hold;
  return until === undefined ? held.why(when) : held.whyUntil(when, endWords(Date.parse(until), now, zone, voice));
}

function listWhy({ trigger }: Extract<HeldReason, { kind: 'allow-list' }>, voice: Voice): string {
  const { held } = holdWords(voice);
  if (trigger?.kind === 'left') return held.whyListLow(percentText(trigger.below, voice.language));
  return trigger?.kind === 'hours' ? held.whyListHours(trigger.from, trigger.to) : held.whyList;
}

/** What opening costs; `''` where it is not known. */
export function oncePrice({ perMinute, status, reason }: HeldView, voice: Voice): string {
  const { held } = holdWords(voice);
  const base = status?.plan.unit ?? 1000;
  if (reason?.kind === 'large') return held.allOfIt(dataWords(reason.file.bytes, { base }, voice));
  return perMinute === null
    ? ''
    : held.perMinute(dataWords(roughMinute(perMinute, base), { base, decimals: 0 }, voice));
}

/** The actions besides 'once', in the order of their keys 2 to 5. */
export function heldActions({ reason, perMinute, status, canSeeSizes }: HeldView, voice: Voice): HeldAction[] {
  const { held } = holdWords(voice);
  const base = status?.plan.unit ?? 1000;
  const action = (way: HeldAction['way'], name: string, detail: string, disabled = false) => ({
    way,
    name,
    detail,
    disabled,
  });
  const all = action('all', held.all, held.allSub);
  if (reason === null) return [all];
  if (reason.kind === 'large') return [action('always', held.always, held.alwaysSub), all];
  const minutes =
    perMinute === null
      ? held.quarterPlain
      : held.quarterSub(dataWords(15 * roughMinute(perMinute, base), { base }, voice));
  const quarter = action('quarter', held.quarter, minutes);
  if (reason.kind === 'allow-list')
    return [quarter, action('list', held.list, held.listSub), action('list-off', held.listOff, held.listOffSub), all];
  const lean = action('lean', held.lean, held.leanSub(canSeeSizes));
  if (reason.kind === 'cap') {
    const five = action('five', held.five, reason.fiveMore ? held.fiveSub : held.fiveGone, !reason.fiveMore);
    return [five, lean, action('resume', held.lift, held.liftSub), all];
  }
  return [quarter, lean, action('resume', held.resume, held.resumeSub), all];
}
