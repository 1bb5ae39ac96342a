import type { After, Allowance, Resets } from '../../core/contract.ts';
import { typedSite } from '../holds/typed-site.ts';
import { draftOfAllowance } from './draft-of.ts';
import type { AllowanceDraft } from './plan-draft.ts';
import { MOST_PRICE, readBytes, readInstant, readNumber, readWhole } from './read-field.ts';

export type AllowanceField = 'label' | 'amount' | 'resets' | 'sites' | 'hours' | 'life' | 'after';

export type AllowanceContext = {
  unit: 1000 | 1024;
  timeZone: string;
  /** Day of the month that the plan renews on. */
  billingDay: number;
  /** The plan's name, used for an allowance without a label. */
  name: string;
  /** Whether the plan's unit and time zone are still those of the plan that the draft was made from. */
  isUnitKept: boolean;
  isZoneKept: boolean;
};

/**
 * The allowance of a draft, or the fields that are invalid. Fields that were not edited keep their original values
 * exactly.
 */
export function draftAllowance(
  draft: AllowanceDraft,
  context: AllowanceContext,
): { allowance: Allowance } | { wrong: ReadonlySet<AllowanceField> } {
  const { base } = draft;
  const original = base === null ? null : draftOfAllowance(base, context.unit, context.timeZone);
  const isKept = (...fields: (keyof AllowanceDraft)[]) =>
    original !== null && fields.every((field) => original[field] === draft[field]);
  const wrong = new Set<AllowanceField>();
  const check = <T>(field: AllowanceField, value: T | undefined): T | undefined => {
    if (value === undefined) wrong.add(field);
    return value;
  };

  const label = isKept('label') ? base!.label : draft.label.trim() || context.name.slice(0, 80);
  if (label.length > 80) wrong.add('label');
  const bytes =
    context.isUnitKept && isKept('isLimited', 'amount', 'amountUnit')
      ? base!.bytes
      : check('amount', amountOf(draft, context.unit));
  // What an unlimited allowance does not show, nobody can correct.
  const hidden = draft.isLimited ? undefined : ({ every: 'never' } as const);
  const resets = isKept('resets', 'at', 'everyDays', 'monthDay')
    ? base!.resets
    : check('resets', resetsOf(draft, context.billingDay) ?? hidden);
  const sites = isKept('sites') ? base!.sites : check('sites', sitesOf(draft.sites))?.list;
  const hours = isKept('hoursFrom', 'hoursTo') ? base!.hours : check('hours', hoursOf(draft))?.range;
  const life =
    context.isZoneKept && isKept('from', 'until')
      ? { from: base!.from, until: base!.until }
      : check('life', lifeOf(draft, context.timeZone));
  const after = isKept('after', 'perMB', 'currency', 'dailyCap') ? base!.after : check('after', afterOf(draft));
  if (wrong.size > 0 || bytes === undefined || !resets || !life || !after) return { wrong };

  const allowance: Allowance = { ...base, id: draft.id, label, bytes, resets, after };
  const optional = {
    sites,
    hours,
    ...life,
    rollover: draft.rollsOver ? ('once' as const) : undefined,
    free: draft.isFree ? (true as const) : undefined,
  };
  for (const [key, value] of Object.entries(optional)) {
    if (value === undefined) delete allowance[key as keyof typeof optional];
    else Object.assign(allowance, { [key]: value });
  }
  return { allowance };
}

/** Bytes, `null` for unlimited. An amount of 0 is valid only where further data is charged by the MB. */
function amountOf({ isLimited, amount, amountUnit, after }: AllowanceDraft, unit: 1000 | 1024) {
  if (!isLimited) return null;
  const bytes = readBytes(amount, amountUnit, unit);
  return bytes === 0 && after !== 'charge' ? undefined : bytes;
}

function resetsOf({ resets, at, everyDays, monthDay, base }: AllowanceDraft, billingDay: number): Resets | undefined {
  switch (resets) {
    case 'never':
    case '24h':
      return { every: resets };
    case 'day': {
      if (!/^\d\d:\d\d$/.test(at)) return undefined;
      const timeZone = base?.resets.every === 'day' ? base.resets.timeZone : undefined;
      return { every: 'day', at, ...(timeZone !== undefined && { timeZone }) };
    }
    case 'days': {
      const days = readWhole(everyDays, 1, 3660);
      return days === undefined ? undefined : { every: 'days', days };
    }
    case 'month': {
      const day = monthDay.trim() === '' ? billingDay : readWhole(monthDay, 1, 31);
      return day === undefined ? undefined : { every: 'month', day };
    }
  }
}

function sitesOf(text: string): { list: string[] | undefined } | undefined {
  const names = text.split(/[\s,;，、；]+/).filter((name) => name !== '');
  const sites = names.map(typedSite);
  if (sites.includes('')) return undefined;
  return { list: sites.length === 0 ? undefined : [...new Set(sites)] };
}

function hoursOf({ hoursFrom: from, hoursTo: to }: AllowanceDraft): { range: Allowance['hours'] } | undefined {
  if (from === '' && to === '') return { range: undefined };
  return from !== '' && to !== '' && from !== to ? { range: { from, to } } : undefined;
}

function lifeOf({ from, until }: AllowanceDraft, timeZone: string): Pick<Allowance, 'from' | 'until'> | undefined {
  const [begin, end] = [from, until].map((text) => (text === '' ? null : readInstant(text, timeZone)));
  if (begin === undefined || end === undefined) return undefined;
  if (begin !== null && end !== null && begin >= end) return undefined;
  const iso = (ms: number | null) => (ms === null ? undefined : new Date(ms).toISOString());
  return { from: iso(begin), until: iso(end) };
}

function afterOf({ after, perMB, currency, dailyCap }: AllowanceDraft): After | undefined {
  if (after === 'cut') return { kind: 'cut' };
  if (after !== 'charge') return { kind: 'throttle', kbps: Number(after) };
  const price = readNumber(perMB, MOST_PRICE);
  const code = currency.trim().toUpperCase();
  const cap = dailyCap.trim() === '' ? null : readNumber(dailyCap, MOST_PRICE);
  if (price === undefined || cap === undefined || !/^[A-Z]{3}$/.test(code)) return undefined;
  return { kind: 'charge', perMB: price, currency: code, ...(cap !== null && { dailyCap: cap }) };
}
