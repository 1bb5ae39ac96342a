import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SavedFile } from '../../src/core/saved-file.ts';
import { createEvent } from './support/fake-event.ts';

type Item = { id: number; url: string; state: string; paused: boolean; bytesReceived: number } & Record<
  string,
  unknown
>;

const browser = vi.hoisted((): Record<string, unknown> => ({}));
vi.mock('../../src/browser/browser.ts', () => ({ browser }));
const { onFileSaved } = await import('../../src/browser/saved-files.ts');

const URL = 'https://dl.test/file.bin';
const NOW = 1_770_000_000_000;

function start() {
  const [onChanged, onCreated, onAdded] = [createEvent(), createEvent(), createEvent()];
  const item: Item = { id: 1, url: URL, state: 'in_progress', paused: false, bytesReceived: 0, totalBytes: 9_000_000 };
  const searched = vi.fn(({ state }: { state?: string }) =>
    Promise.resolve(state === undefined || state === item.state ? [{ ...item }] : []),
  );
  browser['downloads'] = { onChanged, onCreated, search: searched };
  browser['permissions'] = { onAdded };
  const files: SavedFile[] = [];
  onFileSaved((file) => files.push(file));
  const to = async (bytesReceived: number, ms = 500) => {
    item.bytesReceived = bytesReceived;
    await vi.advanceTimersByTimeAsync(ms);
  };
  const change = async (more: Partial<Item>, told: object = { state: { current: more.state } }) => {
    Object.assign(item, more);
    onChanged.fire({ id: 1, ...told });
    await vi.advanceTimersByTimeAsync(0);
  };
  return { files, searched, onCreated, to, change };
}

beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => vi.useRealTimers());

const looksOf = (file: SavedFile | undefined) => (file && 'looks' in file ? file.looks : undefined);

it('a cancelled download is reported as last seen, since the browser then says nothing of it', async () => {
  const { files, to, change } = start();
  await to(1000);
  await to(2000);
  await to(3000);
  await change({ state: 'interrupted', bytesReceived: 0 });
  expect(files).toEqual([
    {
      ...{ addresses: [URL, URL], at: NOW + 1500, total: 9_000_000 },
      looks: [
        { bytes: 2000, at: NOW + 1000 },
        { bytes: 3000, at: NOW + 1500 },
      ],
    },
  ]);
});

it('downloads are polled while something arrives, not while paused, and again when one continues or starts', async () => {
  const { searched, onCreated, to, change } = start();
  await to(1000);
  await change({ paused: true }, { paused: { current: true } });
  await to(1000);
  const queries = searched.mock.calls.length;
  await to(1000, 60_000);
  expect(searched.mock.calls.length).toBe(queries);
  await change({ paused: false }, { paused: { current: false } });
  await to(2000);
  expect(searched.mock.calls.length).toBe(queries + 1);
  await change({ state: 'complete', fileSize: 2000 });
  await to(2000, 60_000);
  const atEnd = searched.mock.calls.length;
  onCreated.fire({ id: 2 });
  await to(2000);
  expect(searched.mock.calls.length).toBe(atEnd + 1);
});

it('of a resumed download only what its last request brought is counted', async () => {
  const { files, to, change } = start();
  await to(4000);
  await change({ state: 'interrupted' });
  expect(looksOf(files[0])?.at(-1)?.bytes).toBe(4000);
  await change({ state: 'in_progress' });
  await to(5000);
  await change({ state: 'interrupted', bytesReceived: 0 });
  expect(looksOf(files[1])?.at(-1)?.bytes).toBe(1000);
  await change({ state: 'in_progress' });
  await to(6000);
  await change({ state: 'complete', fileSize: 9000 });
  expect(files[2]).toMatchObject({ bytes: 9000 });
});
