import { forceCloseDatabase } from 'fake-indexeddb';
import { deleteDB, openDB, unwrap } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnection, type Files } from '../../src/storage/connection.ts';
import { RESCUE_NAME } from '../../src/storage/open-database.ts';
import { DATABASE_NAME } from '../../src/storage/schema.ts';
import { freshStorage } from './support/fresh-storage.ts';

describe('the database connection', () => {
  beforeEach(freshStorage);

  it('opens once, for all callers', async () => {
    const open = vi.spyOn(indexedDB, 'open');
    const connection = createConnection();
    const [first, second] = await Promise.all([connection.get(), connection.get()]);
    expect(first).toBe(second);
    expect(await connection.get()).toBe(first);
    expect(open).toHaveBeenCalledTimes(1);
    expect(connection.trouble()).toBeNull();
  });

  it('opens again after the database was deleted', async () => {
    const connection = createConnection();
    const first = await connection.get();
    await deleteDB(DATABASE_NAME);
    const second = await connection.get();
    expect(second).not.toBe(first);
    await second.put('flushes', { run: 'a', batch: 1, at: 1 });
  });

  it('opens again after the browser closed it', async () => {
    const connection = createConnection();
    const first = await connection.get();
    forceCloseDatabase(unwrap(first) as unknown as Parameters<typeof forceCloseDatabase>[0]);
    const second = await connection.get();
    expect(second).not.toBe(first);
    expect(await second.getAll('slots')).toEqual([]);
  });

  it('reports the error while the rescue database is used', async () => {
    (await openDB(DATABASE_NAME, 99)).close();
    const connection = createConnection();
    expect((await connection.get()).name).toBe(RESCUE_NAME);
    expect(connection.trouble()).toContain('newer version');
  });

  it('retries after nothing opened at all', async () => {
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'UnknownError');
    });
    const connection = createConnection();
    await expect(connection.get()).rejects.toThrow('denied');
    expect(connection.trouble()).toContain('denied');
    open.mockRestore();
    expect((await connection.get()).name).toBe(DATABASE_NAME);
    expect(connection.trouble()).toBeNull();
  });
});

describe('database files that may be incomplete', () => {
  beforeEach(freshStorage);

  /** What the browser remembers while it runs, and a disk that may be full. */
  const createFiles = (hasRoom = true) => {
    const state = { areWhole: false, hasRoom };
    const files: Files = {
      areWhole: () => Promise.resolve(state.areWhole),
      keepWhole: (areWhole) => Promise.resolve(void (state.areWhole = areWhole)),
      hasRoom: () => Promise.resolve(state.hasRoom),
    };
    return { state, files, opened: vi.spyOn(indexedDB, 'open') };
  };
  const namesOf = ({ mock }: { mock: { calls: [name: string, version?: number | undefined][] } }) =>
    mock.calls.map(([name]) => name);
  const SWEEP = `${DATABASE_NAME}-sweep`;

  it('are repaired before anything else, once', async () => {
    const { state, files, opened } = createFiles();
    await createConnection(files).get();
    expect(namesOf(opened)).toEqual([SWEEP, DATABASE_NAME]);
    expect(state.areWhole).toBe(true);
    await createConnection(files).get();
    expect(namesOf(opened)).toEqual([SWEEP, DATABASE_NAME, DATABASE_NAME]);
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([DATABASE_NAME]);
  });

  it('are left alone while the disk is full, and repaired once it has room', async () => {
    const { state, files, opened } = createFiles(false);
    const connection = createConnection(files);
    await expect(connection.get()).rejects.toThrow('the disk is full');
    expect(connection.trouble()).toContain('the disk is full');
    expect([opened.mock.calls, connection.hasAside()]).toEqual([[], false]);
    state.hasRoom = true;
    expect((await connection.get()).name).toBe(DATABASE_NAME);
    expect(namesOf(opened)).toEqual([SWEEP, DATABASE_NAME]);
    expect(connection.trouble()).toBeNull();
  });

  it('are those of a database that the browser closed; the next run knows that, too', async () => {
    const { state, files, opened } = createFiles();
    const connection = createConnection(files);
    const first = await connection.get();
    state.hasRoom = false;
    forceCloseDatabase(unwrap(first) as unknown as Parameters<typeof forceCloseDatabase>[0]);
    await expect(connection.get()).rejects.toThrow('the disk is full');
    await expect(createConnection(files).get()).rejects.toThrow('the disk is full');
    expect(namesOf(opened)).toEqual([SWEEP, DATABASE_NAME]);
    state.hasRoom = true;
    await connection.get();
    expect(namesOf(opened)).toEqual([SWEEP, DATABASE_NAME, SWEEP, DATABASE_NAME]);
  });
});
