import * as v from 'valibot';
import { clockTime, integer, number, site } from './plan-field.ts';

/** An address as the held page has it: any text; where it is no web address, the answer says so. */
const address = v.pipe(v.string(), v.maxLength(100_000));

/** A tab's own id. */
const tab = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * How a held address may be let through: in this tab while it shows that site; its site for fifteen or, past its cap,
 * five minutes; lean from now on; its hold lifted; put on the plan's list; the list turned off; its
 * large files let through from now on.
 */
export const WAYS = ['once', 'quarter', 'five', 'lean', 'resume', 'list', 'list-off', 'always'] as const;

/** A way to let a held address through: see `letThrough`. */
export type Way = (typeof WAYS)[number];

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const sites = v.pipe(v.array(site), v.maxLength(1000));
const does = v.picklist(['lean', 'allow-list']);

const trigger = v.variant('kind', [
  v.object({ kind: v.literal('left'), on: v.boolean(), below: number(0.001, 1), does }),
  v.object({ kind: v.literal('hours'), on: v.boolean(), from: clockTime, to: clockTime, does }),
  v.object({ kind: v.literal('background'), on: v.boolean() }),
]);

/**
 * Messages about holds: the contract's three, then those that only the extension's own pages send. A hold inside one is
 * not validated yet.
 */
export const HOLD_MESSAGES = [
  v.object({ type: v.literal('hold.list') }),
  v.object({ type: v.literal('hold.set'), hold: v.unknown() }),
  v.object({ type: v.literal('hold.clear'), site }),
  // What the held page shows of the address that was requested.
  v.object({ type: v.literal('held.view'), address }),
  v.object({ type: v.literal('held.open'), address, tab, how: v.picklist(WAYS) }),
  v.object({ type: v.literal('holds.view') }),
  v.object({ type: v.literal('holds.adjust'), site, plan: v.nullable(id), embeds: v.boolean() }),
  // What is left out stays as it is.
  v.object({
    type: v.literal('holds.settings'),
    allowList: v.optional(v.object({ plan: id, on: v.boolean(), sites })),
    guard: v.optional(v.object({ on: v.boolean(), bytes: integer(1_000_000, 1e12), always: sites })),
    triggers: v.optional(v.pipe(v.array(trigger), v.maxLength(20))),
  }),
  // The active plan's list, on or off; `site` goes on a list that is empty, so that what is looked at stays.
  v.object({ type: v.literal('holds.only'), on: v.boolean(), site: v.optional(site) }),
  // Turns on the offer: every site lean while little of the plan is left.
  v.object({ type: v.literal('holds.lean') }),
  // Lets a site go on, whatever holds it: its own hold, or a list that it is not on.
  v.object({ type: v.literal('holds.release'), site }),
  v.object({ type: v.literal('large.answer'), id, answer: v.picklist(['open', 'always', 'not-now']) }),
] as const;

/** What the extension’s own pages may ask of holds. */
export type HoldMessage = v.InferOutput<(typeof HOLD_MESSAGES)[number]>;
