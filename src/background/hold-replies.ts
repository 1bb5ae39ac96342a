import type { Hold, PlanStatus, Refusal } from '../core/contract.ts';
import { holdOf } from '../core/hold-book.ts';
import { parseHeldAddress, type HeldAddress } from '../core/held-address.ts';
import type { HeldReason, HeldView } from '../core/held-view.ts';
import { changedSettings } from './hold-settings.ts';
import { readHoldsView, type HoldsViewDeps } from './holds-view.ts';
import { letThrough } from './let-through.ts';
import { parseHold } from '../core/hold.ts';
import { allowListOf } from '../core/allow-list-of.ts';
import { armLean } from '../core/lean-offer.ts';
import { switchAllowList } from '../core/switch-allow-list.ts';
import { withAllowList } from '../core/with-allow-list.ts';
import { dayOf, hasEnded, isCurrent, type HoldContext } from '../core/hold-force.ts';
import type { HoldMessage } from '../core/hold-message.ts';
import { refuse } from '../core/refusals.ts';

export type HoldRepliesDeps = HoldsViewDeps & {
  reloadTab(id: number): Promise<void>;
  flush(): Promise<unknown>;
  readStatus(): Promise<PlanStatus | null>;
  now(): number;
  /** Addresses that were held since the browser started, oldest first. */
  readAsked(): Promise<string[]>;
  keepAsked(addresses: string[]): Promise<void>;
};

/** Held addresses remembered at most, so that they can still be opened once they are released. */
const ADDRESSES_KEPT = 200;

/** Answers the messages about holds. */
export async function createHoldReplies(deps: HoldRepliesDeps): Promise<(message: HoldMessage) => Promise<object>> {
  const { holds } = deps;
  const asked = new Set(await deps.readAsked().catch(() => []));

  const list = (): { holds: Hold[] } => ({
    holds: holds.keeper
      .book()
      .records.filter((record) => !hasEnded(record, deps.now()))
      .map(holdOf),
  });

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

  /** Only an address that is held, or was held when requested, may be opened. */
  const vouched = (text: string, context: HoldContext): (HeldAddress & { reason: HeldReason | null }) | Refusal => {
    const found = parseHeldAddress(text);
    if (!found) return refuse('noAddress');
    const file = deps.large.ofAddress(found.address);
    const reason = reasonOf(found.site, context) ?? (file ? ({ kind: 'large', file } as const) : null);
    if (reason === null && !asked.has(found.address)) return refuse('notHeld', found.site);
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
    const canSeeSizes = holds.gate.canSeeSizes;
    const goesOn = holds.isHeld(found.site) && deps.hasWorkerOf(found.site);
    return { ...found, at: new Date(now).toISOString(), status, metered, goesOn, canSeeSizes, cost, perMinute };
  };

  const open = async (message: Extract<HoldMessage, { type: 'held.open' }>): Promise<{ go: string } | Refusal> => {
    const context = await holds.context();
    const found = vouched(message.address, context);
    if ('error' in found) return found;
    const { site, reason, address } = found;
    if (reason === null) return { go: address };
    const way = message.how;
    const refusal = await letThrough(
      deps,
      { site: reason.kind === 'large' ? reason.file.site : site, reason, tab: message.tab, way },
      context,
    );
    if (!refusal && reason.kind === 'large') deps.large.remove(reason.file.id);
    return refusal ?? { go: address };
  };

  const release = async (site: string) => {
    const { plan } = await holds.context();
    const isOnly = holds.force().only !== null;
    await holds.keeper.resume(site, deps.now());
    if (isOnly && plan !== null)
      await holds.keeper.change((settings) => {
        const found = allowListOf(settings, plan.id);
        return withAllowList(settings, { ...found, sites: [...found.sites, site] });
      });
    await holds.refresh();
    return list();
  };

  const show = async () => {
    await deps.flush();
    return readHoldsView(deps);
  };

  const answerLarge = async ({ id, answer }: Extract<HoldMessage, { type: 'large.answer' }>) => {
    const file = deps.large.find(id);
    if (!file) return refuse('answered');
    if (answer !== 'not-now') {
      const asked = { site: file.site, reason: { kind: 'large', file }, tab: file.tab } as const;
      const way = answer === 'open' ? 'once' : 'always';
      const refusal = await letThrough(deps, { ...asked, way }, await holds.context());
      if (refusal) return refusal;
      await deps.reloadTab(file.tab).catch(() => {});
    }
    deps.large.remove(id);
    return show();
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
      case 'holds.view':
        return show();
      case 'holds.adjust':
        await holds.keeper.adjust(message.site, { plan: message.plan, embeds: message.embeds });
        await holds.refresh();
        return show();
      case 'holds.settings':
        await holds.keeper.change((settings) => changedSettings(settings, message));
        await holds.refresh();
        return show();
      case 'holds.only': {
        const { plan } = await holds.context();
        if (plan === null) return refuse('noPlan', 'holds.only');
        await holds.keeper.change((settings) => switchAllowList(settings, plan.id, message.on, message.site));
        await holds.refresh();
        return list();
      }
      case 'holds.lean':
        await holds.keeper.change((settings) => ({ ...settings, triggers: armLean(settings.triggers) }));
        await holds.refresh();
        return list();
      case 'holds.release':
        return release(message.site);
      case 'large.answer':
        return answerLarge(message);
    }
  };
}
