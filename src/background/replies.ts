import type { Alert } from '../core/alerts.ts';
import type { PlanList, PlanStatus, Refusal, Report } from '../core/contract.ts';
import type { Diagnostics } from '../core/diagnostics.ts';
import { beginningsOf } from '../core/fresh-edge.ts';
import type { HoldMessage } from '../core/hold-message.ts';
import { parseMessage, type ForgetMessage, type Message } from '../core/message.ts';
import { parsePlan } from '../core/plan.ts';
import { reportOf } from '../core/report.ts';
import type { DamagedSlot, Stop } from '../core/stop.ts';
import type { ArchiveDesk } from './archive-desk.ts';
import type { AutoExports } from './auto-export.ts';
import type { PlanBook } from './plan-book.ts';
import { readAdvice } from './advise.ts';
import { phasesOf, slotAt } from '../core/slot.ts';
import { failure, refuse } from '../core/refusals.ts';
import type { Owner } from '../storage/schema.ts';
import type { DeviceSync } from './device-sync.ts';
import { readHistory } from './history.ts';
import { readOutlook } from './outlook.ts';
import { readStatus, type StatusDeps } from './popup-view.ts';
import { rangeOf } from './range.ts';
import { createReadingReplies } from './reading-replies.ts';

export type RepliesDeps = StatusDeps & {
  flush(): Promise<unknown>;
  /** See `ReadingRepliesDeps`. */
  closeSlotsAt(at: number): Promise<void>;
  readAlerts(): Promise<Alert[]>;
  readStops(): Promise<readonly Stop[]>;
  readDamaged(): Promise<readonly DamagedSlot[]>;
  now(): number;
  /** IANA. */
  timeZone(): string;
  archive: ArchiveDesk;
  exports: AutoExports;
  forget(message: ForgetMessage): Promise<object>;
  devices: DeviceSync;
  diagnostics(): Promise<Diagnostics>;
  answerHold(message: HoldMessage): Promise<object>;
  /** Called when plans, readings or the metering switch have changed: views, holds and placement depend on them. */
  onChanged(): unknown;
};

/** Answers the contract's messages. An invalid one gets `{ error }` and changes nothing. */
export function createReplies(deps: RepliesDeps): (input: unknown) => Promise<object> {
  const { plans } = deps;
  const answerReading = createReadingReplies(deps);

  const changed = async (change: Promise<Refusal | null | void>): Promise<PlanList | Refusal> => {
    const refusal = await change;
    if (refusal) return refusal;
    await deps.onChanged();
    return plans.list();
  };

  const report = async (message: Extract<Message, { type: 'report' }>): Promise<Report | Refusal> => {
    await deps.flush();
    const now = deps.now();
    const range = await rangeOf(deps, message, now);
    if ('error' in range) return range;
    const { from, to } = range;
    const active = plans.active();
    const phases = active ? phasesOf(active) : [];
    const counts = (owner: Owner) => message.includeUnmetered === true || owner !== 'unmetered';
    let { from: first, to: last } = await deps.usage.widen(
      slotAt(from, phases).from,
      slotAt(Math.max(from, to - 1), phases).to,
      counts,
    );
    for (;;) {
      const sum = await deps.usage.sum(first, last, counts);
      // An unwritten posting may be in a slot that the range cuts: widen until it cuts none.
      if (sum.from === first && sum.to === last)
        return reportOf(sum.rows, new Date(first).toISOString(), new Date(last).toISOString());
      [first, last] = [sum.from, sum.to];
    }
  };

  const status = async (): Promise<PlanStatus | Refusal> => {
    await deps.flush();
    return (await readStatus(deps, deps.now())) ?? refuse('noPlan', 'plan.status');
  };

  const answer = async (message: Message): Promise<object> => {
    switch (message.type) {
      case 'report':
        return report(message);
      case 'history':
        return readHistory(deps, message);
      case 'outlook':
        return readOutlook(deps);
      case 'plan.list':
        return plans.list();
      case 'plan.save': {
        const plan = parsePlan(message.plan, new Date(deps.now()).toISOString());
        if ('error' in plan) return plan;
        for (const at of beginningsOf(plan)) await deps.closeSlotsAt(at);
        return changed(plans.save(plan));
      }
      case 'plan.activate':
        return changed(plans.activate(message.id));
      case 'plan.remove':
        return changed(plans.remove(message.id));
      case 'plan.status':
        return status();
      case 'wifi.rules':
        return wifiRules(plans);
      case 'wifi.set': {
        // If the new hours change the state now, the next check turns the switch.
        await plans.setWifi({ wifiHours: message.hours, followsNetwork: message.followsNetwork });
        deps.onChanged();
        return wifiRules(plans);
      }
      case 'export.view':
        return deps.exports.view();
      case 'export.set':
        return deps.exports.set({ every: message.every, format: message.format });
      case 'advise':
        await deps.flush();
        return readAdvice(deps, message.plans);
      case 'alert.list':
        return { alerts: await deps.readAlerts() };
      case 'stop.list':
        return { stops: await deps.readStops(), damaged: await deps.readDamaged() };
      case 'metering.set':
        await changed(plans.setMetered(message.metered));
        return { metered: plans.settings().metered };
      case 'device.list':
        return deps.devices.list();
      case 'device.share':
        await deps.flush();
        return deps.devices.share(message.isOn);
      case 'device.forget':
        return deps.devices.forget(message.id);
      case 'diagnostics':
        return deps.diagnostics();
      case 'reading.parse':
      case 'reading.apply':
      case 'reading.list':
      case 'reading.remove':
      case 'reading.restore':
      case 'correction.set':
        return answerReading(message);
      case 'data.forget-site':
      case 'data.forget-time':
      case 'data.forget-all':
        return deps.forget(message);
      case 'aside.export':
        return deps.archive.makeOfAside();
      case 'archive.export':
        return deps.archive.make();
      case 'archive.import':
        return deps.archive.bring(message.archive);
      default:
        return deps.answerHold(message);
    }
  };

  return async (input) => {
    const message = parseMessage(input);
    if ('error' in message) return message;
    try {
      return await answer(message);
    } catch (error) {
      return failure(message.type, error);
    }
  };
}

const wifiRules = (plans: PlanBook) => {
  const { wifiHours, followsNetwork } = plans.settings();
  return { hours: wifiHours, followsNetwork };
};
