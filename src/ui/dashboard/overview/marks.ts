import type { Alert } from '../../../core/alerts.ts';
import type { PlanStatus } from '../../../core/contract.ts';
import { HOUR_MS } from '../../../core/duration.ts';
import type { ReadingList } from '../../../core/reading-list.ts';
import { alertNotice } from '../../alerts/alert-notice.ts';
import { dataText, dataWords } from '../../format/data-text.ts';
import { pickUnit } from '../../format/data-unit.ts';
import { percentText } from '../../format/percent-text.ts';
import { wallClock } from '../../format/wall-clock.ts';
import { dashboardWords } from '../../wording/dashboard-words.ts';
import type { Voice } from '../../wording/voice.ts';
import { levelAt, type BurnDown, type Mark } from './burn-down.ts';

/** An older reading says little about what is left now. */
const OLD_MS = 48 * HOUR_MS;

type Events = { readings: ReadingList['readings']; alerts: readonly Alert[] };

/**
 * What happened during the period: top-ups and this plan's alerts, on the line; and readings, at the value that the
 * carrier gave.
 */
export function marksOf(burn: BurnDown, status: PlanStatus, { readings, alerts }: Events, voice: Voice): Mark[] {
  const base = status.plan.unit;
  const within = (at: number) => at >= burn.span.from && at <= burn.now.at;
  const topUps = burn.topUps.map(({ at, bytes }): Mark => {
    const label = `+${dataWords(bytes, { base, decimals: 0 }, voice)}`;
    return { kind: 'top-up', at, bytes: levelAt(burn.line, at), label };
  });
  const readingMarks = readings.flatMap(({ reading }): Mark[] => {
    const at = reading.asOf === null ? NaN : Date.parse(reading.asOf);
    const bytes = burn.hasLimit ? reading.remaining : reading.used;
    if (!within(at) || bytes === undefined || reading.scope !== 'general') return [];
    const { number } = dataText(bytes, { base, unit: pickUnit(burn.most, base) }, voice.language);
    const label = dashboardWords(voice).overview.carrierSays(number);
    return [{ kind: 'reading', at, bytes, label, isOld: burn.now.at - at > OLD_MS }];
  });
  const alertMarks = alerts
    .filter(({ plan }) => plan === status.plan.id)
    .map((alert) => ({ at: Date.parse(alert.at), label: alertLabel(alert, voice) }))
    .filter(({ at }) => within(at))
    .map(({ at, label }): Mark => ({ kind: 'alert', at, bytes: levelAt(burn.line, at), label }));
  return [...topUps, ...readingMarks, ...alertMarks];
}

/** The alert's title, except that an alert about 'today' names the day that it was. */
function alertLabel(alert: Alert, voice: Voice): string {
  if (alert.kind !== 'today') return alertNotice(alert, voice).title;
  const day = voice.words.weekday(wallClock(Date.parse(alert.at), alert.timeZone).weekday);
  return dashboardWords(voice).overview.shareAt(day, percentText(alert.percent / 100, voice.language));
}
