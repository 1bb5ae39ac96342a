import { bankShares, endOfData } from '../../core/bank-shares.ts';
import type { PopupView } from '../../core/popup-view.ts';
import { endingAt, sinceWords, startingAt, zonedTime } from '../format/when-text.ts';
import type { Voice } from '../wording/voice.ts';

/** The two lines of the popup's head: the plan's name, and when it ends, renews or starts. */
export function headView(view: PopupView, voice: Voice): { title: string; detail: string } {
  const { words } = voice;
  const { status, countingSince } = view;
  if (status === null) {
    const now = Date.parse(view.at);
    const since = countingSince === null ? null : sinceWords(Date.parse(countingSince), now, voice.deviceZone, voice);
    return { title: words.noPlan, detail: since === null ? words.notCounting : words.countingSince(since) };
  }
  const { plan, state, startsAt } = status;
  const format = (instant: string, phrase: (date: string, time: string) => string, dayTimeOf = endingAt) => {
    const { day, time } = dayTimeOf(Date.parse(instant), plan.timeZone);
    return phrase(words.date(day), zonedTime(time, Date.parse(instant), plan.timeZone, voice));
  };
  const { to } = bankShares(status);
  const end = endOfData(status);
  const detail =
    state === 'not-started'
      ? format(startsAt, words.starts, startingAt)
      : end !== null
        ? format(end, state === 'expired' || Date.parse(end) <= Date.parse(view.at) ? words.ended : words.until)
        : to !== null
          ? format(to, (date, time) => words.renews(date, time === '00:00' ? '' : time), startingAt)
          : words.noEnd;
  return { title: plan.name, detail };
}
