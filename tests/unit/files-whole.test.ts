import { beforeEach, expect, it, vi } from 'vitest';

type Area = { get(key: string): Promise<Record<string, unknown>>; set(items: Record<string, unknown>): Promise<void> };

const storage = vi.hoisted((): Record<string, unknown> => ({}));
vi.mock('../../src/browser/browser.ts', () => ({ browser: { storage } }));
const { areFilesWhole, keepFilesWhole } = await import('../../src/browser/files-whole.ts');

const createArea = (): Area => {
  const items: Record<string, unknown> = {};
  return {
    get: (key) => Promise.resolve(key in items ? { [key]: items[key] } : {}),
    set: (more) => Promise.resolve(void Object.assign(items, more)),
  };
};
const full = () => Promise.reject(new Error('no space left'));
const restart = () => (storage['session'] = createArea());

beforeEach(() => {
  storage['local'] = createArea();
  restart();
});

it('files are not known to be complete before their first repair; afterwards they are, across restarts of the browser', async () => {
  expect(await areFilesWhole()).toBe(false);
  await keepFilesWhole(true);
  restart();
  expect(await areFilesWhole()).toBe(true);
  await keepFilesWhole(false);
  restart();
  expect(await areFilesWhole()).toBe(false);
});

it('possible damage is remembered while the browser runs, also where the disk refuses to store it', async () => {
  await keepFilesWhole(true);
  Object.assign(storage['local'] as Area, { set: full });
  await expect(keepFilesWhole(false)).rejects.toThrow('no space left');
  expect(await areFilesWhole()).toBe(false);
});

it('what cannot be read is not known to be complete', async () => {
  await keepFilesWhole(true);
  Object.assign(storage['local'] as Area, { get: full });
  expect(await areFilesWhole()).toBe(false);
});
