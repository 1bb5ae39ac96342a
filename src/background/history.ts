import type { Refusal } from '../core/contract.ts';
import { historyOf, stretchStarts, type History } from '../core/history.ts';
import type { Message } from '../core/message.ts';
import { SLOT_MS } from '../core/slot.ts';
import { rangeOf } from './range.ts';
import type { RepliesDeps } from './replies.ts';

/** Usage over time; days and hours are those of the active plan's zone, else the device's. */
export async function readHistory(
  deps: RepliesDeps,
  message: Extract<Message, { type: 'history' }>,
): Promise<History | Refusal> {
  await deps.flush();
  const now = deps.now();
  const range = await rangeOf(deps, message, now);
  if ('error' in range) return range;
  const { countingSince } = deps.plans.settings();
  const timeZone = deps.plans.active()?.timeZone ?? deps.timeZone();
  // Counting began within a slot, which is all of what was counted then.
  const firstSlot = Math.floor((countingSince ?? now) / SLOT_MS) * SLOT_MS;
  const from = range.from > firstSlot && range.from <= (countingSince ?? now) ? firstSlot : range.from;
  const starts = stretchStarts(from, range.to, message.step, timeZone);
  // Nothing was counted before that, however early the range begins.
  const slots = await deps.usage.slots(Math.max(range.from, countingSince ?? now), Math.min(range.to, now + 1));
  return historyOf(
    slots,
    { starts, to: range.to },
    ({ owner, site }) =>
      (message.includeUnmetered === true || owner !== 'unmetered') &&
      (message.site === undefined || site === message.site),
    message.most ?? Infinity,
  );
}
