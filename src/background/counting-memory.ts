import type { Tab } from '../browser/tabs.ts';
import type { GuessesState } from '../core/guesses.ts';
import type { Connection } from '../storage/connection.ts';
import { readOpenPostings, type Batch } from '../storage/ledger.ts';
import { readGuesses } from '../storage/model-store.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { CachedPartsState } from './cached-parts.ts';
import type { ConnectionsState } from './connections.ts';
import { stillOpen } from './left-batches.ts';
import type { LinkState } from './throughput.ts';
import type { WorkerTrafficMemory } from './worker-traffic.ts';

/** What an earlier run of the background left for counting to continue from. */
export type CountingMemory = {
  tabs: readonly Tab[];
  tabUses: readonly [number, { site: string; bytes: number }][];
  connections: ConnectionsState;
  /** `undefined`: nothing was kept. */
  link: LinkState | undefined;
  cachedParts: CachedPartsState;
  /** `undefined`: nothing was kept. */
  workerTraffic: WorkerTrafficMemory | undefined;
  /** What could not be written. */
  left: readonly Batch[];
  /** The postings that may still be corrected once `left` is written. */
  open: Iterable<OpenPosting>;
  /** `salt`: `null` where none was made yet. */
  guesses: Omit<GuessesState, 'salt'> & { salt: string | null };
};

export type CountingMemoryDeps = {
  connection: Pick<Connection, 'get'>;
  readTabs(): Promise<readonly Tab[]>;
  readTabUses(): Promise<CountingMemory['tabUses']>;
  readConnections(): Promise<ConnectionsState>;
  readLink(): Promise<LinkState | undefined>;
  readCachedParts(): Promise<CachedPartsState>;
  readWorkerTraffic(): Promise<WorkerTrafficMemory | undefined>;
  leftBatches: { read(): Promise<readonly Batch[]> };
};

const NOTHING_LEARNED: CountingMemory['guesses'] = {
  sizes: [],
  shares: [],
  times: { plain: [], encoded: [] },
  salt: null,
};

/** Reads everything concurrently. What cannot be read is taken for empty: counting then goes on in memory. */
export async function readCountingMemory(deps: CountingMemoryDeps): Promise<CountingMemory> {
  const or = <T>(read: Promise<T>, otherwise: T): Promise<T> => read.catch(() => otherwise);
  const [tabs, tabUses, connections, link, cachedParts, workerTraffic, left, opened, guesses] = await Promise.all([
    or(deps.readTabs(), []),
    or(deps.readTabUses(), []),
    or(deps.readConnections(), []),
    or(deps.readLink(), undefined),
    or(deps.readCachedParts(), []),
    or(deps.readWorkerTraffic(), undefined),
    or(deps.leftBatches.read(), []),
    or(deps.connection.get().then(readOpenPostings), []),
    or(deps.connection.get().then(readGuesses), NOTHING_LEARNED),
  ]);
  return { tabs, tabUses, connections, link, cachedParts, workerTraffic, left, open: stillOpen(opened, left), guesses };
}
