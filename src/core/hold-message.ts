import * as v from 'valibot';
import { site } from './plan-field.ts';

/** An address as the held page has it: any text; what is no web address is answered as such. */
const address = v.pipe(v.string(), v.maxLength(100_000));

/** A tab's own id. */
const tab = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * How a held address may be let through: in this tab while it shows that site; its site for fifteen or, past its cap,
 * five minutes; lean from now on; its hold lifted; put on the plan's list; the list turned off.
 */
export const WAYS = ['once', 'quarter', 'five', 'lean', 'resume', 'list', 'list-off'] as const;

export type Way = (typeof WAYS)[number];

/**
 * Messages about holds: the contract's three, then those that only the extension's own pages send. A hold inside one is
 * not validated yet.
 */
export const HOLD_MESSAGES = [
  v.object({ type: v.literal('hold.list') }),
  v.object({ type: v.literal('hold.set'), hold: v.unknown() }),
  v.object({ type: v.literal('hold.clear'), site }),
  // What the held page says of the address that was asked for.
  v.object({ type: v.literal('held.view'), address }),
  v.object({ type: v.literal('held.open'), address, tab, how: v.picklist(WAYS) }),
] as const;

export type HoldMessage = v.InferOutput<(typeof HOLD_MESSAGES)[number]>;
