import { beforeEach, describe, expect, it } from 'vitest';
import { createLeftBatches, stillOpen } from '../../src/background/left-batches.ts';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import { SLOT_MS } from '../../src/core/slot.ts';
import type { Batch } from '../../src/storage/ledger.ts';
import type { OpenPosting } from '../../src/storage/schema.ts';
import { createWorld, startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { NOON } from './support/request.ts';

const batchOf = (batch: number, down: number, rest: Partial<Batch> = {}): Batch => ({
  ...{ run: 'stopped', batch, at: NOON, opened: [], closed: [] },
  postings: [
    {
      slot: { from: NOON, to: NOON + SLOT_MS },
      ...({ owner: 'none', site: 'news.test', host: 'news.test', kind: 'script' } as const),
      cell: { ...EMPTY_CELL, down, requests: 1 },
    },
  ],
  ...rest,
});
const openOf = (id: string, size = 0) => ({ id, key: 'x'.repeat(size) }) as OpenPosting;

describe('unwritten batches', () => {
  beforeEach(freshStorage);

  it('are written by the next run of the background, once, however often they are passed on', async () => {
    const world = createWorld();
    for (let run = 0; run < 2; run++) {
      world.leftBatches = JSON.stringify([batchOf(1, 1000), batchOf(2, 20)]);
      const { report } = await startEngine(world);
      expect((await report({ from: '2020-01-01T00:00:00Z' })).total).toMatchObject({ down: 1020, requests: 2 });
      expect(world.leftBatches).toBe('[]');
    }
  });

  it('take no more than their share of the session storage: corrections are left out first', async () => {
    let kept: string | null = null;
    const batches = createLeftBatches({
      read: () => Promise.resolve(kept),
      write: (text) => Promise.resolve(void (kept = text)),
      onError: () => {},
    });
    expect(await batches.read()).toEqual([]);
    const small = batchOf(1, 1, { opened: [openOf('a')] });
    batches.keep([small]);
    const read = async () => (await Promise.resolve(), batches.read());
    expect(await read()).toEqual([small]);
    batches.keep([small, batchOf(2, 2, { opened: [openOf('b', 5e6)], closed: ['a'] })]);
    const bare = [batchOf(1, 1), batchOf(2, 2)];
    expect(await read()).toEqual(bare);
    batches.keep([batchOf(3, 3, { run: 'x'.repeat(5e6) })]);
    expect(await read()).toEqual(bare);
  });

  it('open and close postings that may be corrected', () => {
    const left = [
      batchOf(1, 1, { opened: [openOf('c'), openOf('d')], closed: ['a'] }),
      batchOf(2, 1, { opened: [], closed: ['c'] }),
    ];
    expect([...stillOpen([openOf('a'), openOf('b')], left)].map(({ id }) => id)).toEqual(['b', 'd']);
  });
});
