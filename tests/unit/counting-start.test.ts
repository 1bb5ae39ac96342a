import { expect, it, vi } from 'vitest';
import { createCountingStart } from '../../src/background/counting-start.ts';
import { FIRST_SETTINGS } from '../../src/storage/plan-store.ts';

/** Settings in memory, on a disk that fails while `isDown`. */
function rig() {
  const world = { settings: FIRST_SETTINGS, isDown: false, stored: [] as number[], marks: [] as number[] };
  const start = createCountingStart({
    plans: {
      settings: () => world.settings,
      noteCounting: (at) => {
        world.settings = { ...world.settings, countingSince: at };
        if (world.isDown) return Promise.reject(new Error('the disk is full'));
        world.stored.push(at);
        return Promise.resolve();
      },
    },
    mark: { keep: (at) => Promise.resolve(void world.marks.push(at)) },
  });
  return { start, world };
}

it('the start of counting is written once, and noted as written once it is', async () => {
  const { start, world } = rig();
  for (const at of [77, 78, 79]) start.note(at);
  expect(world.marks).toEqual([]);
  await vi.waitFor(() => expect(world.marks).toEqual([77]));
  start.retry();
  expect(world.stored).toEqual([77]);
  // After a clock was set back, something was counted before the start, and noted.
  start.note(70);
  await vi.waitFor(() => expect(world.stored).toEqual([77, 70]));
  expect(world.marks).toEqual([77]);
});

it('the start of counting is written once the disk has room again, and not noted as written before', async () => {
  const { start, world } = rig();
  world.isDown = true;
  start.note(77);
  start.note(78);
  start.retry();
  await Promise.resolve();
  expect(world).toMatchObject({ stored: [], marks: [] });
  world.isDown = false;
  start.retry();
  await vi.waitFor(() => expect(world).toMatchObject({ stored: [77], marks: [77] }));
});
