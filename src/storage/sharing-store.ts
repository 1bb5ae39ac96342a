import type { OwnTotals } from '../core/day-totals.ts';
import type { ComingPlan, KnownPlan } from '../core/plan-exchange.ts';
import type { Connection } from './connection.ts';

/** What this device remembers of sharing with others. */
export type SharingState = {
  isOn: boolean;
  /** The name under which this device leaves its totals; a wiped device has a new one. `''` while off. */
  device: string;
  /** Epoch ms. */
  publishedAt: number;
  /** By plan. */
  own: ReadonlyMap<string, OwnTotals>;
  known: ReadonlyMap<string, KnownPlan>;
  /** Absent in what earlier versions kept. */
  coming?: ReadonlyMap<string, ComingPlan>;
};

/** What is known of sharing with other devices; `null`: it was never turned on. */
export type SharingStore = { read(): Promise<SharingState | null>; keep(state: SharingState): Promise<void> };

/** Over a connection. */
export const openSharingStore = (connection: Pick<Connection, 'get'>): SharingStore => ({
  read: async () => (await (await connection.get()).get('sharing', 'state')) ?? null,
  keep: async (state) => void (await (await connection.get()).put('sharing', state, 'state')),
});
