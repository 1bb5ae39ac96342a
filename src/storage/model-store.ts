import type { GuessesState } from '../core/guesses.ts';
import type { SizeModelState } from '../core/size-model.ts';
import type { TimeModelState } from '../core/time-model.ts';
import type { Database } from './open-database.ts';

/** What was learned before; empty and without a salt at first. */
export async function readGuesses(database: Database): Promise<Omit<GuessesState, 'salt'> & { salt: string | null }> {
  const models = database.transaction('models').store;
  const [sizes, shares, times, salt] = await Promise.all(
    (['size', 'share', 'time', 'salt'] as const).map((key) => models.get(key)),
  );
  const asModel = (found: unknown) => (found ?? []) as SizeModelState;
  return {
    ...{ sizes: asModel(sizes), shares: asModel(shares) },
    times: (times ?? { plain: [], encoded: [] }) as TimeModelState,
    salt: (salt ?? null) as string | null,
  };
}

/** Replaces what was learned before, in one transaction. */
export async function keepGuesses(database: Database, { sizes, shares, times, salt }: GuessesState): Promise<void> {
  const transaction = database.transaction('models', 'readwrite');
  const { store } = transaction;
  await Promise.all([
    store.put(sizes, 'size'),
    store.put(shares, 'share'),
    store.put(times, 'time'),
    store.put(salt, 'salt'),
    transaction.done,
  ]);
}
