import { DEFAULT_ALERTS } from '../../core/alerts/default-alerts.ts';
import type { PlanAlerts } from '../../core/contract.ts';

/** A plan's alerts as form fields. */
export type AlertDraft = {
  total: string;
  today: string;
  expiryHours: string;
  isQuiet: boolean;
  quietFrom: string;
  quietTo: string;
};

export type AlertField = 'total' | 'today' | 'expiryHours' | 'quiet';

/** Bounds of the numbers and how many there may be, as in `parsePlan`. */
const LIMITS = { total: [1, 100], today: [1, 1000], expiryHours: [0, 8760] } as const;
const MOST_NUMBERS = 20;

/** A draft of a plan's alerts, or of the default ones. */
export function draftOf(alerts: PlanAlerts = DEFAULT_ALERTS): AlertDraft {
  const quiet = alerts.quiet ?? DEFAULT_ALERTS.quiet ?? { from: '23:00', to: '08:00' };
  return {
    total: alerts.total.join(' '),
    today: alerts.today.join(' '),
    expiryHours: alerts.expiryHours.join(' '),
    isQuiet: alerts.quiet !== undefined,
    quietFrom: quiet.from,
    quietTo: quiet.to,
  };
}

/** The alerts that a draft means, numbers sorted and without duplicates; or which fields are invalid. */
export function readDraft(draft: AlertDraft): { alerts: PlanAlerts } | { wrong: Set<AlertField> } {
  const wrong = new Set<AlertField>();
  const numbers = (field: 'total' | 'today' | 'expiryHours'): number[] => {
    const [least, most] = LIMITS[field];
    // Chinese keyboards write ideographic commas and full-width digits.
    const words = draft[field]
      .normalize('NFKC')
      .split(/[\s,;、%]+/)
      .filter((word) => word !== '');
    const found = [...new Set(words.map(Number))].sort((a, b) => a - b);
    if (!found.every((number) => number >= least && number <= most) || found.length > MOST_NUMBERS) wrong.add(field);
    return found;
  };
  const alerts: PlanAlerts = {
    total: numbers('total'),
    today: numbers('today'),
    expiryHours: numbers('expiryHours').reverse(),
    ...(draft.isQuiet ? { quiet: { from: draft.quietFrom, to: draft.quietTo } } : {}),
  };
  const isTime = (text: string) => /^\d\d:\d\d$/.test(text);
  if (draft.isQuiet && !(isTime(draft.quietFrom) && isTime(draft.quietTo) && draft.quietFrom !== draft.quietTo))
    wrong.add('quiet');
  return wrong.size > 0 ? { wrong } : { alerts };
}
