import type { Alert } from '../../core/alerts.ts';
import { dataWords } from '../format/data-text.ts';
import { partOfDayWords } from '../format/part-of-day.ts';
import { percentText } from '../format/percent-text.ts';
import { endWords } from '../format/when-text.ts';
import { alertWords } from '../wording/alert-words.ts';
import type { Voice } from '../wording/voice.ts';

/** An alert's text: what happened, and how much is left. Relative times are as of the instant it became due. */
export function alertNotice(alert: Alert, voice: Voice): { title: string; message: string } {
  const { words } = voice;
  return { title: titleOf(alert, voice), message: messageOf(alert, voice) || words.name };
}

function titleOf(alert: Alert, voice: Voice): string {
  const { words, language } = voice;
  switch (alert.kind) {
    case 'total':
    case 'today':
      return alertWords(voice)[alert.kind](percentText(alert.percent / 100, language));
    case 'expiry':
      return alertWords(voice).expiry(untilWords(alert, voice) ?? '');
    case 'state':
      return alert.state === 'throttled' ? words.throttled : words.usedUp;
    case 'forecast': {
      const at = Date.parse(alert.runsOutAt ?? alert.until ?? alert.at);
      return words.runsOut(partOfDayWords(at, Date.parse(alert.at), alert.timeZone, voice), false);
    }
  }
}

function messageOf(alert: Alert, voice: Voice): string {
  const until = untilWords(alert, voice);
  if (alert.kind === 'state') return alertWords(voice).out(alert.planName);
  if (alert.kind === 'forecast' && until !== null) return alertWords(voice).turned(alert.planName, until);
  if (alert.remaining === null) return alert.planName;
  const left = dataWords(alert.remaining, { base: alert.unit }, voice);
  // `until` is the end of today's share here, not that of the data.
  return alertWords(voice).left(alert.planName, left, alert.kind === 'today' ? null : until);
}

const untilWords = ({ until, at, timeZone }: Alert, voice: Voice): string | null =>
  until === null ? null : endWords(Date.parse(until), Date.parse(at), timeZone, voice);
