import type { AlertSubject } from '../alerts.ts';
import { bankShares, endOfData, mainAllowance } from '../bank-shares.ts';
import type { Plan, PlanAlerts, PlanStatus } from '../contract.ts';
import { HOUR_MS } from '../duration.ts';
import { epochMs } from '../epoch-ms.ts';
import type { ForecastTurn } from './forecast-turn.ts';

/** Something that may be told once in its period. */
export type Condition = {
  /** Names the matter and the period. */
  key: string;
  /** `null`: a mark, and nothing to be told. */
  subject: AlertSubject | null;
  group: AlertSubject['kind'];
  /** What keys of the same group and period begin with. */
  period: string;
  /** Key of the mark that a topped-up whole leaves when it is first seen; `null` without top-ups. */
  whole: string | null;
  /** The higher the graver, within its group. */
  level: number;
  isReached: boolean;
  until: string | null;
};

/**
 * All conditions that the settings allow for a plan as it stands, reached or not; none for a plan that does not run.
 */
export function alertConditions(
  plan: Plan,
  status: PlanStatus,
  settings: Pick<PlanAlerts, 'total' | 'today' | 'expiryHours'>,
  turn: ForecastTurn | null,
): Condition[] {
  if (status.state === 'not-started' || status.state === 'expired') return [];
  const topUps = topUpsOf(plan, status);
  return [
    ...ofWhole(status, settings.total, topUps),
    ...ofState(status, topUps),
    ...(status.state === 'active' ? [...ofToday(status, settings.today), ...ofForecast(status, turn, topUps)] : []),
    ...ofExpiry(status, settings.expiryHours),
  ];
}

function condition(
  { kind, period, matter }: { kind: AlertSubject['kind']; period: readonly string[]; matter: readonly string[] },
  subject: AlertSubject | null,
  rest: Pick<Condition, 'level' | 'isReached' | 'until'> & { whole?: string },
): Condition {
  const begin = [kind, ...period].join(' ');
  return { key: [begin, ...matter].join(' '), subject, group: kind, period: begin, whole: null, ...rest };
}

/** Top-ups of general data that live or have lived in the period. */
function topUpsOf(plan: Plan, status: PlanStatus): string[] {
  const sinceMs = epochMs(bankShares(status).from);
  return plan.allowances
    .filter(({ sites, free }) => sites === undefined && free === undefined)
    .filter(({ from }) => from !== undefined && epochMs(from) <= epochMs(status.at))
    .filter(({ until }) => until === undefined || epochMs(until) > sinceMs)
    .map(({ id }) => id);
}

function ofWhole(status: PlanStatus, thresholds: readonly number[], topUps: readonly string[]): Condition[] {
  const { from, to, total } = bankShares(status);
  if (total === null || total <= 0) return [];
  const period = [status.plan.id, from];
  const name = (matter: readonly string[]) => ({ kind: 'total' as const, period, matter: [...topUps, ...matter] });
  const seen = condition(name(['seen']), null, { level: -1, isReached: true, until: to });
  const found = thresholds.map((percent) =>
    condition(
      name([String(percent)]),
      { kind: 'total', percent },
      {
        level: percent,
        isReached: status.used * 100 >= percent * total,
        until: to,
        ...(topUps.length > 0 ? { whole: seen.key } : {}),
      },
    ),
  );
  return topUps.length > 0 ? [...found, seen] : found;
}

function ofState(status: PlanStatus, topUps: readonly string[]): Condition[] {
  const { from, to } = bankShares(status);
  const { state, plan } = status;
  if (state !== 'throttled' && state !== 'charging' && state !== 'cut') return [];
  const name = { kind: 'state' as const, period: [plan.id, from], matter: [...topUps, state] };
  return [condition(name, { kind: 'state', state }, { level: 0, isReached: true, until: to })];
}

function ofToday(status: PlanStatus, thresholds: readonly number[]): Condition[] {
  const { share, used, start, end } = status.today;
  const every = mainAllowance(status)?.resets.every;
  // A quota of one day is the whole already, and must not be told of twice.
  if (share === null || share <= 0 || every === 'day' || every === '24h') return [];
  return thresholds.map((percent) =>
    condition(
      { kind: 'today', period: [status.plan.id, start], matter: [String(percent)] },
      { kind: 'today', percent },
      { level: percent, isReached: used * 100 >= percent * share, until: end },
    ),
  );
}

function ofForecast(status: PlanStatus, turn: ForecastTurn | null, topUps: readonly string[]): Condition[] {
  const { from, to } = bankShares(status);
  const isReached = turn !== null && turn.period === from && turn.held;
  const name = { kind: 'forecast' as const, period: [status.plan.id, from], matter: topUps };
  return [condition(name, { kind: 'forecast' }, { level: 0, isReached, until: to })];
}

function ofExpiry(status: PlanStatus, hours: readonly number[]): Condition[] {
  const end = endOfData(status);
  if (end === null) return [];
  const [nowMs, startMs, endMs] = [status.at, status.startsAt, end].map(epochMs) as [number, number, number];
  return (
    hours
      // Nobody needs to be told that a day pass ends within a day.
      .filter((each) => endMs - each * HOUR_MS > startMs)
      .map((each) =>
        condition(
          { kind: 'expiry', period: [status.plan.id, end], matter: [String(each)] },
          { kind: 'expiry', hours: each },
          { level: -each, isReached: nowMs >= endMs - each * HOUR_MS, until: end },
        ),
      )
  );
}
