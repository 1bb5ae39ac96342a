import { expect, it } from 'vitest';
import { readNames } from '../../src/storage/name-table.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { freshStorage } from './support/fresh-storage.ts';

const NAMES = ['news.test', 'www.news.test', 'image'];

it('the name table is the same for all that read it at once in separate transactions', async () => {
  freshStorage();
  const database = await openDatabase();
  const read = () => readNames(database, database.transaction('names').store);
  await read();
  await Promise.all(NAMES.map((name, id) => database.add('names', name, id)));
  const [first] = await Promise.all([read(), read(), read()]);
  expect(NAMES.map((_, id) => first.nameOf(id))).toEqual(NAMES);
  expect(NAMES.map((name) => first.idOf(name))).toEqual([0, 1, 2]);
  expect(first.nameOf(NAMES.length)).toBeNull();
});
