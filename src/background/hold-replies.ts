import type { Hold, PlanStatus, Refusal } from '../core/contract.ts';
import { holdOf } from '../core/hold-book.ts';
import { parseHeldAddress, type HeldAddress } from '../core/held-address.ts';
import type { HeldReason, HeldView } from '../core/held-view.ts';
import { letThrough } from './let-through.ts';
import { parseHold } from '../core/hold.ts';
import { dayOf, isCurrent, type HoldContext } from '../core/hold-force.ts';
import type { HoldMessage } from '../core/hold-message.ts';
import type { Holds } from './holds.ts';
import type { HoldUsage } from './hold-usage.ts';

export type HoldRepliesDeps = {
  holds: Holds;
  usage: HoldUsage;
  flush(): Promise<unknown>;
  readStatus(): Promise<PlanStatus | null>;
  now(): number;
  /** Addresses that were held since the browser started, oldest first. */
  readAsked(): Promise<string[]>;
  keepAsked(addresses: string[]): Promise<void>;
};

/** How many addresses that were held are remembered, so that they may be opened when they no longer are. */
const ADDRESSES_KEPT = 200;

/** Answers the messages about holds. */
export async function createHoldReplies(deps: HoldRepliesDeps): Promise<(message: HoldMessage) => Promise<object>> {
  const { holds } = deps;
  const asked = new Set(await deps.readAsked().catch(() => []));

  const list = (): { holds: Hold[] } => ({ holds: holds.keeper.book().records.map(holdOf) });

  const set = async (input: unknown): Promise<{ holds: Hold[] } | Refusal> => {
    const hold = parseHold(input, new Date(deps.now()).toISOString());
    if ('error' in hold) return hold;
    await holds.keeper.set(hold, deps.now());
    await holds.refresh();
    return list();
  };

  /** Why a site is held; `null`: it is not. */
  const reasonOf = (site: string, context: HoldContext): HeldReason | null => {
    const force = holds.force();
    if (!holds.isHeld(site)) return null;
    const record = holds.keeper.book().records.find((one) => one.site === site && isCurrent(one, context));
    if (record === undefined || !force.paused.includes(site))
      return { kind: 'allow-list', trigger: force.only?.trigger ?? null };
    const hold = holdOf(record);
    const setAt = new Date(record.setAt).toISOString();
    if (hold.mode !== 'capped') return { kind: 'hold', hold, setAt };
    const { day, endMs } = dayOf(context);
    const taken = holds.keeper.book().settings.extras.some((extra) => extra.site === site && extra.day === day);
    return { kind: 'cap', hold, setAt, endsAt: new Date(endMs).toISOString(), fiveMore: !taken };
  };

  /** Only what is held, or was when it was asked for, may be gone on to. */
  const vouched = (text: string, context: HoldContext): (HeldAddress & { reason: HeldReason | null }) | Refusal => {
    const found = parseHeldAddress(text);
    if (!found) return { error: 'held: that is no address of the web' };
    const reason = reasonOf(found.site, context);
    if (reason === null && !asked.has(found.address)) return { error: `held: ${found.site} is not held` };
    asked.delete(found.address);
    asked.add(found.address);
    for (const oldest of asked) {
      if (asked.size <= ADDRESSES_KEPT) break;
      asked.delete(oldest);
    }
    void deps.keepAsked([...asked]).catch(() => {});
    return { ...found, reason };
  };

  const view = async (text: string): Promise<HeldView | Refusal> => {
    const context = await holds.context();
    const found = vouched(text, context);
    if ('error' in found) return found;
    await deps.flush();
    const status = await deps.readStatus();
    const now = deps.now();
    const [cost, perMinute] = await Promise.all([
      deps.usage.cost(found.site, status, now),
      deps.usage.perMinute(found.site, now),
    ]);
    const { metered } = context;
    return { ...found, at: new Date(now).toISOString(), status, metered, cost, perMinute };
  };

  const open = async (message: Extract<HoldMessage, { type: 'held.open' }>): Promise<{ go: string } | Refusal> => {
    const context = await holds.context();
    const found = vouched(message.address, context);
    if ('error' in found) return found;
    const { site, reason, address } = found;
    if (reason === null) return { go: address };
    const refusal = await letThrough(deps, { site, reason, tab: message.tab, way: message.how }, context);
    return refusal ?? { go: address };
  };

  return async (message) => {
    switch (message.type) {
      case 'hold.list':
        return list();
      case 'hold.set':
        return set(message.hold);
      case 'hold.clear':
        await holds.keeper.clear(message.site);
        await holds.refresh();
        return list();
      case 'held.view':
        return view(message.address);
      case 'held.open':
        return open(message);
    }
  };
}
