import { allowListOf } from './allow-list-of.ts';
import type { Plan } from './contract.ts';
import { DAY_MS } from './duration.ts';
import { epochMs } from './epoch-ms.ts';
import type { HoldBook, HoldRecord, Trigger } from './hold-book.ts';
import { hourWindows } from './hour-window.ts';
import { zoneTime } from './zone-time.ts';

/** What holds depend on besides the book itself. */
export type HoldContext = {
  /** Epoch ms. */
  now: number;
  metered: boolean;
  plan: Plan | null;
  /** IANA zone whose midnight counts where no plan names one. */
  deviceZone: string;
  /** 0…1 of all that general traffic may draw on; `null` where nothing limits it. */
  left: number | null;
  /** Wire bytes of a site since midnight in the plan's zone. */
  usedToday(site: string): number;
};

/** Holds as they stand at one instant: what the browser's rules are made of. */
export type HoldForce = {
  /** Sites whose tabs load nothing, sorted. */
  paused: string[];
  /** Those of `paused` that no other site may embed. */
  embeds: string[];
  /** Sites that load without media, large images and fonts. */
  lean: string[];
  /** Every site is lean; the trigger that made it so. */
  leanAll: Trigger | null;
  /** Only these sites may use data; `trigger` is `null` where the user chose it. `null`: all may. */
  only: { sites: string[]; trigger: Trigger | null } | null;
  guard: { bytes: number; always: string[] } | null;
  /** Tabs that nobody looks at load nothing. */
  background: boolean;
  /** Sites that are let through for now, whatever holds them. */
  opened: string[];
  /** When time alone changes something next (epoch ms); `null`: it does not. */
  nextAt: number | null;
};

const NOTHING: HoldForce = {
  paused: [],
  embeds: [],
  lean: [],
  leanAll: null,
  only: null,
  guard: null,
  background: false,
  opened: [],
  nextAt: null,
};

/** Whether a record's time and plan make it count now, whatever its mode. */
export function isCurrent(record: HoldRecord, { now, plan }: Pick<HoldContext, 'now' | 'plan'>): boolean {
  return (record.plan === null || record.plan === plan?.id) && !hasEnded(record, now);
}

/** Whether a hold's own end has passed, for good. @param now epoch ms */
export function hasEnded({ until }: Pick<HoldRecord, 'until'>, now: number): boolean {
  return until !== undefined && epochMs(until) <= now;
}

/**
 * Whether a trigger's reason exists. A list of sites belongs to a plan: without one, a trigger for it never is armed.
 */
export function isArmed(trigger: Trigger, context: HoldContext): boolean {
  if (!trigger.on || ('does' in trigger && trigger.does === 'allow-list' && context.plan === null)) return false;
  if (trigger.kind === 'background') return true;
  if (trigger.kind === 'left') return context.left !== null && context.left < trigger.below;
  return windowsNear(trigger, context).some(({ startMs, endMs }) => startMs <= context.now && context.now < endMs);
}

/** What is held at an instant, and why. While traffic is not metered, nothing is. */
export function forceOf(book: HoldBook, context: HoldContext): HoldForce {
  if (!context.metered) return NOTHING;
  const { now, plan } = context;
  const { settings } = book;
  const openings = settings.openings.filter(({ until }) => until > now);
  const opened = openings.map(({ site }) => site).sort();
  const current = book.records.filter((record) => isCurrent(record, context));
  const held = current.filter(({ site }) => !opened.includes(site));
  const isPaused = ({ site, mode, bytesPerDay }: HoldRecord) =>
    mode === 'paused' || (mode === 'capped' && context.usedToday(site) >= (bytesPerDay ?? Infinity));
  const paused = held.filter(isPaused);
  const armed = settings.triggers.filter((trigger) => isArmed(trigger, context));
  const does = (action: string) => armed.find((trigger) => 'does' in trigger && trigger.does === action) ?? null;
  const list = plan && allowListOf(settings, plan.id);
  const listTrigger = does('allow-list');
  const isOnly = list !== null && (list.on || listTrigger !== null);
  return {
    paused: sitesOf(paused),
    embeds: sitesOf(paused.filter(({ embeds }) => embeds)),
    lean: sitesOf(held.filter(({ mode }) => mode === 'lean')),
    leanAll: does('lean'),
    only: isOnly ? { sites: [...list.sites].sort(), trigger: list.on ? null : listTrigger } : null,
    guard: settings.guard.on ? { bytes: settings.guard.bytes, always: [...settings.guard.always].sort() } : null,
    background: armed.some(({ kind }) => kind === 'background'),
    opened,
    nextAt: nextChange(book, context),
  };
}

const sitesOf = (records: HoldRecord[]): string[] => records.map(({ site }) => site).sort();

/** Ends of holds and openings, the next midnight where a cap or its extra minutes depend on it, a trigger's hours. */
function nextChange({ records, settings }: HoldBook, context: HoldContext): number | null {
  const instants = [
    ...records.flatMap(({ until }) => (until === undefined ? [] : [epochMs(until)])),
    ...settings.openings.map(({ until }) => until),
    ...(records.some(({ mode }) => mode === 'capped') ? [dayOf(context).endMs] : []),
    ...settings.triggers.flatMap((trigger) =>
      trigger.kind === 'hours' && trigger.on
        ? windowsNear(trigger, context).flatMap(({ startMs, endMs }) => [startMs, endMs])
        : [],
    ),
  ].filter((at) => at > context.now);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Today in the plan's zone: its number, its beginning and its end (epoch ms). */
export function dayOf({ now, plan, deviceZone }: Pick<HoldContext, 'now' | 'plan' | 'deviceZone'>) {
  const zone = zoneTime(plan?.timeZone ?? deviceZone);
  const day = zone.dayOf(now);
  return { day, startMs: zone.dayStart(day), endMs: zone.dayStart(day + 1) };
}

function windowsNear({ from, to }: { from: string; to: string }, { now, plan, deviceZone }: HoldContext) {
  const zone = zoneTime(plan?.timeZone ?? deviceZone);
  return hourWindows({ from, to }, zone, { startMs: now, endMs: now + DAY_MS });
}
