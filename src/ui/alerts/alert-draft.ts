import { DEFAULT_ALERTS } from '../../core/alerts/default-alerts.ts';
import type { PlanAlerts } from '../../core/contract.ts';

/** A plan's alerts as they are typed. */
export type AlertDraft = {
  total: string;
  today: string;
  expiryHours: string;
  isQuiet: boolean;
  quietFrom: string;
  quietTo: string;
};

export type AlertField = 'total' | 'today' | 'expiryHours' | 'quiet';

/** As `parsePlan` takes them. */
const LIMITS = { total: [1, 100], today: [1, 1000], expiryHours: [0, 8760] } as const;
const MOST_NUMBERS = 20;

/** A draft of what is set; of what is usual where nothing is. */
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

/** What was typed, or which fields make no sense. Numbers are sorted, each once. */
export function readDraft(draft: AlertDraft): { alerts: PlanAlerts } | { wrong: Set<AlertField> } {
  const wrong = new Set<AlertField>();
  const numbers = (field: 'total' | 'today' | 'expiryHours'): number[] => {
    const [least, most] = LIMITS[field];
    // An ideographic comma and full-width digits are what Chinese keyboards write.
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
