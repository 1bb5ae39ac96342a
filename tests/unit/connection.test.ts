import { forceCloseDatabase } from 'fake-indexeddb';
import { deleteDB, openDB, unwrap } from 'idb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnection } from '../../src/storage/connection.ts';
import { RESCUE_NAME } from '../../src/storage/open-database.ts';
import { DATABASE_NAME } from '../../src/storage/schema.ts';
import { freshStorage } from './support/fresh-storage.ts';

describe('the connection', () => {
  beforeEach(freshStorage);

  it('opens once, whoever asks', async () => {
    const open = vi.spyOn(indexedDB, 'open');
    const connection = createConnection();
    const [first, second] = await Promise.all([connection.get(), connection.get()]);
    expect(first).toBe(second);
    expect(await connection.get()).toBe(first);
    expect(open).toHaveBeenCalledTimes(1);
    expect(connection.trouble()).toBeNull();
  });

  it('opens again after the database was taken away', async () => {
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

  it('says what is wrong while the rescue database stands in', async () => {
    (await openDB(DATABASE_NAME, 99)).close();
    const connection = createConnection();
    expect((await connection.get()).name).toBe(RESCUE_NAME);
    expect(connection.trouble()).toContain('newer version');
  });

  it('tries again after nothing opened at all', async () => {
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
