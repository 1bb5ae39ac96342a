import fc from 'fast-check';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { EMPTY_CELL, type Cell } from '../../src/core/cell.ts';
import { addToRows, eachRow, type SiteRows } from '../../src/core/ledger-rows.ts';
import { forgetNames, readNames } from '../../src/storage/name-table.ts';
import { openDatabase, type Database } from '../../src/storage/open-database.ts';
import { openPacked, packRows } from '../../src/storage/packed-rows.ts';
import { openSlotSites } from '../../src/storage/packed-slot-sites.ts';
import { unpackRows } from '../../src/storage/unpack-rows.ts';
import { postingArbitrary } from './support/cells.ts';
import { freshStorage } from './support/fresh-storage.ts';

const table = () => {
  const names: string[] = [];
  return {
    idOf: (name: string) => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1),
    nameOf: (id: number) => names[id] ?? null,
  };
};
const packAndUnpack = (rows: SiteRows) => {
  const { idOf, nameOf } = table();
  return unpackRows(packRows(rows, idOf), { nameOf })!;
};
const one = (cell: Cell): SiteRows => new Map([['s', new Map([['h', new Map([['k', cell]])]])]]);

describe('packed rows', () => {
  it('unpack to what was packed', () => {
    fc.assert(
      fc.property(fc.array(postingArbitrary(), { maxLength: 30 }), (postings) => {
        const rows: SiteRows = new Map();
        for (const { site, host, kind, cell } of postings) addToRows(rows, site, host, kind, cell);
        expect([...eachRow(packAndUnpack(rows))]).toEqual([...eachRow(rows)]);
      }),
    );
  });

  it('keep negative values, values above 32 bits, and bounds on the wrong side of the sum', () => {
    const odd: Cell = { down: -5, up: 2 ** 45 + 1, low: 2 ** 46, high: -7, measured: 2 ** 50, requests: -1 };
    expect(packAndUnpack(one(odd)).get('s')!.get('h')!.get('k')).toEqual(odd);
  });

  it('round fractions of a byte', () => {
    const half: Cell = { ...EMPTY_CELL, down: 1.4, up: 0.4, low: 1.2, high: 2.6, measured: 0.9, requests: 1 };
    const whole = { down: 1, up: 0, low: 1, high: 3, measured: 1, requests: 1 };
    expect(packAndUnpack(one(half)).get('s')!.get('h')!.get('k')).toEqual(whole);
  });

  it('leave out rows under a forgotten name', () => {
    const rows = one({ ...EMPTY_CELL, down: 1 });
    addToRows(rows, 'gone', 'h', 'k', { ...EMPTY_CELL, down: 2 });
    const { idOf, nameOf } = table();
    const packed = packRows(rows, idOf);
    const left = unpackRows(packed, { nameOf: (id) => (nameOf(id) === 'gone' ? null : nameOf(id)) });
    expect([...left!.keys()]).toEqual(['s']);
  });
});

describe('the name table', () => {
  let database: Database;
  beforeEach(async () => {
    freshStorage();
    database = await openDatabase();
  });
  const add = async (...names: string[]) => {
    const { store, done } = database.transaction('names', 'readwrite');
    const found = await readNames(database, store);
    const ids = names.map(found.idOf);
    await Promise.all([...found.save(store), done]);
    return ids;
  };

  it('gives each name one id, whoever added it', async () => {
    expect(await add('a', 'b', 'a')).toEqual([0, 1, 0]);
    expect(await add('b', 'c')).toEqual([1, 2]);
    const other = await openDatabase();
    const { store } = other.transaction('names');
    const names = await readNames(other, store);
    expect([0, 1, 2, 3].map(names.nameOf)).toEqual(['a', 'b', 'c', null]);
    expect(await add('d')).toEqual([3]);
    expect((await readNames(other, other.transaction('names').store)).nameOf(3)).toBe('d');
  });

  it('keeps nothing of an aborted transaction', async () => {
    const transaction = database.transaction('names', 'readwrite');
    transaction.done.catch(() => {});
    const names = await readNames(database, transaction.store);
    names.idOf('lost');
    await Promise.all(names.save(transaction.store));
    transaction.abort();
    expect(await add('kept')).toEqual([0]);
  });

  it('gives a forgotten name a new id', async () => {
    await add('a', 'b');
    await database.put('names', null, 0);
    forgetNames(database);
    expect(await add('a', 'b')).toEqual([2, 1]);
  });
});

test('any bytes are read to their end, or refused as damaged', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      openPacked(bytes)?.((...ids) => expect(Object.values(ids[3]).every(Number.isFinite)).toBe(true));
      openSlotSites(0, bytes)?.({ slot: () => {}, site: () => {} });
    }),
    { numRuns: 2000, interruptAfterTimeLimit: 5000, markInterruptAsFailure: true },
  );
});

test('rows that are cut short, or followed by more, are damaged', () => {
  const { idOf } = table();
  const rows: SiteRows = new Map();
  for (const site of ['a', 'b']) addToRows(rows, site, 'h', 'k', { ...EMPTY_CELL, down: 300, high: 400 });
  const packed = packRows(rows, idOf);
  expect(openPacked(packed)).not.toBeNull();
  for (let length = 0; length < packed.length; length++) expect(openPacked(packed.slice(0, length))).toBeNull();
  expect(openPacked(new Uint8Array([...packed, 0]))).toBeNull();
  expect(openPacked(new Uint8Array())).toBeNull();
});
