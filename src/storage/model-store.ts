import type { SizeModelState } from '../core/size-model.ts';
import type { Database } from './open-database.ts';

/** What was learned before; empty at first. */
export async function readSizeModel(database: Database): Promise<SizeModelState> {
  return (await database.get('models', 'size')) ?? [];
}

export async function keepSizeModel(database: Database, state: SizeModelState): Promise<void> {
  await database.put('models', state, 'size');
}
