import type { OwnTotals } from '../core/day-totals.ts';
import type { ComingPlan, KnownPlan } from '../core/plan-exchange.ts';
import type { Connection } from './connection.ts';

/** This device's state of sharing with others. */
export type SharingState = {
  isOn: boolean;
  /** The name under which this device publishes its totals; a wiped device gets a new one. `''` while off. */
  device: string;
  /** Epoch ms. */
  publishedAt: number;
  /** By plan. */
  own: ReadonlyMap<string, OwnTotals>;
  known: ReadonlyMap<string, KnownPlan>;
  /** Absent in records of earlier versions. */
  coming?: ReadonlyMap<string, ComingPlan>;
};

/** The state of sharing with other devices; `null`: it was never turned on. */
export type SharingStore = { read(): Promise<SharingState | null>; keep(state: SharingState): Promise<void> };

/** Over a connection. */
export const openSharingStore = (connection: Pick<Connection, 'get'>): SharingStore => ({
  read: async () => (await (await connection.get()).get('sharing', 'state')) ?? null,
  keep: async (state) => void (await (await connection.get()).put('sharing', state, 'state')),
});
