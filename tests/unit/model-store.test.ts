import { beforeEach, describe, expect, it } from 'vitest';
import { createGuesses } from '../../src/core/guesses.ts';
import { keepGuesses, readGuesses } from '../../src/storage/model-store.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { freshStorage } from './support/fresh-storage.ts';

const text = (address: string) => ({ host: 'cdn.test', kind: 'script' as const, encoded: true, address });

describe('learned sizes', () => {
  beforeEach(freshStorage);

  it('are empty at first, and read back as last written', async () => {
    const database = await openDatabase();
    expect(await readGuesses(database)).toEqual({
      sizes: [],
      shares: [],
      times: { plain: [], encoded: [] },
      salt: null,
    });
    const guesses = createGuesses({ salt: 'salt', sizes: [], shares: [], times: { plain: [], encoded: [] } });
    for (const bytes of [5000, 800_000]) {
      guesses.learnSize(text('one'), bytes);
      guesses.learnShare(text('one'), bytes, 3 * bytes);
      await keepGuesses(database, guesses.dump());
    }
    expect(await readGuesses(database)).toEqual(guesses.dump());
  });
});
