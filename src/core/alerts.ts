import { alertConditions, type Condition } from './alerts/conditions.ts';
import { DEFAULT_ALERTS } from './alerts/default-alerts.ts';
import { forecastTurn, type ForecastTurn } from './alerts/forecast-turn.ts';
import { isQuiet } from './alerts/quiet-hours.ts';
import type { Plan, PlanStatus } from './contract.ts';
import { epochMs } from './epoch-ms.ts';

/** What an alert is about. */
export type AlertSubject =
  /** So much of the whole, or of today's share, is used: per cent. */
  | { kind: 'total' | 'today'; percent: number }
  /** The plan ends within this many hours. */
  | { kind: 'expiry'; hours: number }
  /** Full speed, or everything, is used up. */
  | { kind: 'state'; state: 'throttled' | 'charging' | 'cut' }
  /** It had seemed to last, and no longer does. */
  | { kind: 'forecast' };

/** Something that the user is told once, as it stays in the list. */
export type Alert = AlertSubject & {
  /** The same for the same matter in the same period of the same plan, whenever it is told. */
  id: string;
  plan: string;
  planName: string;
  /** The plan's, so that the list can be read when the plan is gone. */
  unit: 1000 | 1024;
  timeZone: string;
  /** When it became due, ISO 8601. */
  at: string;
  /** Bytes left then; `null`: no limit. */
  remaining: number | null;
  /** When the matter is over (the period, the day, the plan), ISO 8601; `null`: it has no end. */
  until: string | null;
  /** When half of the futures have used everything, ISO 8601; `null`: they had not. */
  runsOutAt: string | null;
  /** Belongs in the list and nowhere else: a graver one was told instead, or its time passed in quiet hours. */
  silent?: true;
};

/** What must be remembered of a plan so that nothing is told twice. JSON. */
export type AlertMarks = {
  /** Ids of all that became due, with when (epoch ms), oldest first. */
  told: Record<string, number>;
  /** Due, and kept back until quiet hours end. */
  waiting: Alert[];
  turn: ForecastTurn | null;
};

/** Of a plan of which nothing was told yet. */
export const NO_MARKS: AlertMarks = { told: {}, waiting: [], turn: null };

/** How many marks are kept: no day comes back after this many, and longer periods leave few. */
const MARKS_KEPT = { today: 100, other: 500 };

/**
 * What has to be told now. Once each in its period, in whatever order the instants come: a clock that is set back finds
 * the marks it has made, and one that is set forward finds what it had not reached.
 *
 * - Of several thresholds passed at once the gravest is told; the others are listed, silent.
 * - In quiet hours everything but 100 % and the end of full speed waits until they end. What is over by then, or was
 *   taken back, is silent.
 * - A top-up makes a new whole: thresholds below what was told before it are not told again until they are passed
 *   again.
 *
 * @param status of this plan at `now`
 * @param marks of this plan; `NO_MARKS` at first
 * @param now ISO 8601
 * @returns `marks` itself where nothing changed
 */
export function dueAlerts(
  plan: Plan,
  status: PlanStatus,
  marks: AlertMarks,
  now: string,
): { due: Alert[]; marks: AlertMarks } {
  const nowMs = epochMs(now);
  const { quiet, ...settings } = plan.alerts ?? DEFAULT_ALERTS;
  const turn = forecastTurn(status, marks.turn, nowMs);
  const conditions = alertConditions(plan, status, settings, turn);
  const fresh = conditions.filter(({ key, isReached }) => isReached && !(key in marks.told));
  const isNight = isQuiet(quiet, plan.timeZone, nowMs);
  if (fresh.length === 0 && turn === marks.turn && (isNight || marks.waiting.length === 0)) return { due: [], marks };

  const told = { ...marks.told };
  for (const { key } of fresh) told[key] = nowMs;
  const listed = fresh
    .filter((one) => one.subject !== null && !isToldOfLessData(one, marks))
    .map((one) =>
      toAlert(
        one,
        plan,
        status,
        now,
        conditions.some((other) => other.key in marks.told && outdoes(other, one)),
      ),
    );
  const all = [...marks.waiting, ...listed].map((alert, _, every): Alert => {
    const isOver = alert.until !== null && epochMs(alert.until) <= nowMs;
    const isOutdone = every.some((other) => other.silent === undefined && isGraver(other, alert));
    const isTakenBack = alert.kind === 'forecast' && turn?.held !== true;
    return isOver || isOutdone || isTakenBack ? { ...alert, silent: true } : alert;
  });
  const isHeld = (alert: Alert) => isNight && alert.silent === undefined && !isUrgent(alert);
  return {
    due: all.filter((alert) => !isHeld(alert)),
    marks: { told: prune(told), waiting: all.filter(isHeld), turn },
  };
}

/** Told at night too. */
const isUrgent = (alert: Alert) =>
  alert.kind === 'state' || ((alert.kind === 'total' || alert.kind === 'today') && alert.percent >= 100);

const outdoes = (one: Condition, other: Condition) =>
  one.group === other.group ? one.level > other.level : one.group === 'state' && other.group === 'total';

const isGraver = (one: Alert, other: Alert) =>
  one.until === other.until &&
  (one.kind === other.kind ? gravity(one) > gravity(other) : one.kind === 'state' && other.kind === 'total');

const gravity = (alert: Alert): number =>
  alert.kind === 'total' || alert.kind === 'today' ? alert.percent : alert.kind === 'expiry' ? -alert.hours : 0;

/** Whether a threshold as high was told already of the smaller whole, when a topped-up one is first seen. */
function isToldOfLessData({ group, level, period, whole }: Condition, { told }: AlertMarks): boolean {
  if (group !== 'total' || whole === null || whole in told) return false;
  const percents = Object.keys(told)
    .filter((key) => key.startsWith(`${period} `))
    .map((key) => Number(key.slice(key.lastIndexOf(' ') + 1)));
  return percents.some((percent) => percent >= level);
}

function toAlert(
  { key, subject, until }: Condition,
  plan: Plan,
  status: PlanStatus,
  at: string,
  silent: boolean,
): Alert {
  return {
    ...(subject as AlertSubject),
    id: key,
    plan: plan.id,
    planName: plan.name,
    unit: plan.unit,
    timeZone: plan.timeZone,
    at,
    remaining: status.remaining,
    until,
    runsOutAt: status.forecast.runsOutAt?.p50 ?? null,
    ...(silent ? { silent } : {}),
  };
}

function prune(told: Record<string, number>): Record<string, number> {
  const isToday = (key: string) => key.startsWith('today ');
  const entries = Object.entries(told);
  const kept = (today: boolean, most: number) => entries.filter(([key]) => isToday(key) === today).slice(-most);
  return Object.fromEntries([...kept(false, MARKS_KEPT.other), ...kept(true, MARKS_KEPT.today)]);
}
