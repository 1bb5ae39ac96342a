import { beforeEach, describe, expect, it } from 'vitest';
import { createSizeModel } from '../../src/core/size-model.ts';
import { keepSizeModel, readSizeModel } from '../../src/storage/model-store.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { freshStorage } from './support/fresh-storage.ts';

describe('what was learned of sizes', () => {
  beforeEach(freshStorage);

  it('is nothing at first, and comes back as it was kept, the latest', async () => {
    const database = await openDatabase();
    expect(await readSizeModel(database)).toEqual([]);
    const model = createSizeModel();
    for (const bytes of [5000, 800_000]) {
      model.learn({ host: 'cdn.test', kind: 'image', encoded: false }, bytes);
      await keepSizeModel(database, model.dump());
    }
    expect(await readSizeModel(database)).toEqual(model.dump());
    expect(await database.count('models')).toBe(1);
  });
});
