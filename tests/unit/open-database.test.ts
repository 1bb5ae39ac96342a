import { openDB } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase, RESCUE_NAME, StorageError } from '../../src/storage/open-database.ts';
import { DATABASE_NAME, DATABASE_VERSION } from '../../src/storage/schema.ts';
import { MIGRATIONS } from '../../src/storage/migrations.ts';
import { freshStorage } from './support/fresh-storage.ts';

describe('openDatabase', () => {
  beforeEach(freshStorage);

  it('creates every store of the schema, by as many migrations as there are versions', async () => {
    const database = await openDatabase();
    expect(database.name).toBe(DATABASE_NAME);
    expect(database.version).toBe(DATABASE_VERSION);
    expect(MIGRATIONS).toHaveLength(DATABASE_VERSION);
    expect([...database.objectStoreNames]).toEqual(
      'alertMarks alerts archives brought flushes folds holdSettings holds models names openPostings plans readings settings sharing slots summaries'.split(
        ' ',
      ),
    );
  });

  it('keeps what is there when it opens again', async () => {
    const first = await openDatabase();
    await first.put('flushes', { run: 'a', batch: 1, at: 1 });
    first.close();
    expect(await (await openDatabase()).getAllKeys('flushes')).toEqual(['a']);
  });

  it('explains that a newer version wrote the database, and leaves it alone', async () => {
    const newer = await openDB(DATABASE_NAME, 99, { upgrade: (db) => void db.createObjectStore('future') });
    newer.close();
    const error: unknown = await openDatabase().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ reason: 'VersionError' });
    expect((error as Error).message).toBe(
      'datagauge: it was written by a newer version of the extension and is left untouched',
    );
    const still = await openDB(DATABASE_NAME);
    expect(still.version).toBe(99);
    expect([...still.objectStoreNames]).toEqual(['future']);
  });

  it('names the database that failed', async () => {
    (await openDB(RESCUE_NAME, 99)).close();
    await expect(openDatabase(RESCUE_NAME)).rejects.toThrow(/^datagauge-rescue: /);
  });

  it('explains an unknown failure as well', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(openDatabase()).rejects.toThrow('datagauge: the disk is full');
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
    });
    await expect(openDatabase()).rejects.toThrow('datagauge: InvalidStateError: A mutation operation');
  });

  it('closes for an upgrade elsewhere, and reports that', async () => {
    const onLost = vi.fn();
    await openDatabase(DATABASE_NAME, onLost);
    const upgraded = await openDB(DATABASE_NAME, DATABASE_VERSION + 1);
    expect(upgraded.version).toBe(DATABASE_VERSION + 1);
    expect(onLost).toHaveBeenCalledOnce();
  });
});
