import * as v from 'valibot';
import { exportScheduleEntries } from './auto-export.ts';
import { epochMs } from './epoch-ms.ts';
import { HOLD_MESSAGES } from './hold-message.ts';
import { wifiHoursSchema } from './wifi-hours.ts';

const instant = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(epochMs(text)), 'must be an ISO 8601 instant'),
);

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

const message = v.variant('type', [
  v.object({
    type: v.literal('report'),
    from: v.optional(instant),
    to: v.optional(instant),
    includeUnmetered: v.optional(v.boolean()),
  }),
  // From here to the next of the contract's own: only for the dashboard, and free to change.
  v.object({
    type: v.literal('history'),
    from: v.optional(instant),
    to: v.optional(instant),
    step: v.picklist(['whole', 'day', 'hour']),
    site: v.optional(v.string()),
    most: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    includeUnmetered: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('outlook') }),
  v.object({ type: v.literal('plan.list') }),
  v.object({ type: v.literal('plan.save'), plan: v.unknown() }),
  v.object({ type: v.literal('plan.activate'), id }),
  v.object({ type: v.literal('plan.remove'), id }),
  v.object({ type: v.literal('plan.status') }),
  v.object({ type: v.literal('alert.list') }),
  v.object({ type: v.literal('stop.list') }),
  v.object({ type: v.literal('advise'), plans: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(50))) }),
  v.object({ type: v.literal('metering.set'), metered: v.boolean() }),
  v.object({ type: v.literal('device.list') }),
  v.object({ type: v.literal('device.share'), isOn: v.boolean() }),
  v.object({ type: v.literal('device.forget'), id }),
  v.object({ type: v.literal('diagnostics') }),
  v.object({ type: v.literal('wifi.rules') }),
  v.object({ type: v.literal('wifi.set'), hours: wifiHoursSchema, followsNetwork: v.boolean() }),
  v.object({ type: v.literal('export.view') }),
  v.object({ type: v.literal('export.set'), ...exportScheduleEntries }),
  v.object({ type: v.literal('reading.parse'), text: v.string() }),
  v.object({ type: v.literal('reading.apply'), reading: v.unknown() }),
  v.object({ type: v.literal('reading.list') }),
  v.object({ type: v.literal('reading.remove'), id }),
  v.object({ type: v.literal('reading.restore'), id }),
  v.object({ type: v.literal('correction.set'), isOn: v.boolean() }),
  v.object({ type: v.literal('data.forget-site'), site: v.pipe(v.string(), v.maxLength(255)) }),
  v.object({ type: v.literal('data.forget-time'), from: instant, to: instant }),
  v.object({ type: v.literal('data.forget-all') }),
  v.object({ type: v.literal('aside.export') }),
  v.object({ type: v.literal('archive.export') }),
  v.object({ type: v.literal('archive.import'), archive: v.unknown() }),
  ...HOLD_MESSAGES,
]);

/** A message that the background understands. A plan or a reading inside it is not validated yet. */
export type Message = v.InferOutput<typeof message>;

/** What the user wants to have forgotten. */
export type ForgetMessage = Extract<Message, { type: `data.forget-${string}` }>;

/** Reads a message, or says what is wrong with it: which field, and what was expected. */
export function parseMessage(input: unknown): Message | { error: string } {
  const result = v.safeParse(message, input);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const where = v.getDotPath(issue);
  return { error: `message${where ? ` ${where}` : ''}: ${issue.message}` };
}
