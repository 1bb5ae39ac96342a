import { epochMs } from '../core/epoch-ms.ts';
import type { ForgetMessage } from '../core/message.ts';
import type { Connection } from '../storage/connection.ts';
import { forgetEverything, forgetUsage, type Forgetting } from '../storage/forget-usage.ts';
import type { Counting } from './counting.ts';
import type { DeviceSync } from './device-sync.ts';
import type { CountingMark } from './notice-loss.ts';
import type { PlanBook } from './plan-book.ts';

export type ForgettingDeps = {
  connection: Pick<Connection, 'get' | 'rewrite'>;
  counting: Pick<Counting, 'flush' | 'forget' | 'forgetHosts'>;
  devices: Pick<DeviceSync, 'share'>;
  countingMark: Pick<CountingMark, 'forget'>;
  plans: Pick<PlanBook, 'list' | 'remove'>;
  /** Called when the disk has changed; its result is awaited. */
  onForgotten(): Promise<unknown>;
  /** Called where deleted data may still be in the browser's own files: the disk is full, for example. */
  onError(error: unknown): void;
};

/** All time. */
const EVER: Forgetting = { from: -Infinity, to: Infinity };

/** Deletes what the user names from disk and memory; deletes nothing if what was counted before cannot be written. */
export function createForgetting(deps: ForgettingDeps): (message: ForgetMessage) => Promise<{ done: true }> {
  const { connection, counting } = deps;
  /** Unwritten postings would bring back what is deleted. @throws the error of the flush */
  const write = async () => {
    const trouble = await counting.flush();
    if (trouble !== null) throw new Error(trouble);
  };
  const forget = async (what: Forgetting) => {
    await write();
    counting.forget(what);
    counting.forgetHosts(await forgetUsage(await connection.get(), what));
  };
  return async (message) => {
    await write();
    if (message.type === 'data.forget-site') await forget({ site: message.site });
    else if (message.type === 'data.forget-time')
      await forget({ from: epochMs(message.from), to: epochMs(message.to) });
    else {
      // What was published for the user's other devices is removed while it is still known.
      await deps.devices.share(false);
      // Without plans, nothing new is published while the rest is deleted.
      for (const { id } of deps.plans.list().plans) await deps.plans.remove(id);
      await forget(EVER);
      await deps.countingMark.forget();
      await forgetEverything(await connection.get());
    }
    await connection.rewrite().catch(deps.onError);
    await deps.onForgotten();
    return { done: true };
  };
}
