import { describe, expect, it } from 'vitest';
import { createErrorLog } from '../../src/background/error-log.ts';
import type { LoggedError } from '../../src/core/diagnostics.ts';
import { NOON } from './support/request.ts';
import { createTimers } from './support/timers.ts';

function rig(stored: LoggedError[] = []) {
  const timers = createTimers();
  const world = { now: NOON, kept: stored, writes: 0 };
  const start = () =>
    createErrorLog({
      read: () => Promise.resolve(world.kept),
      keep: (entries) => {
        world.kept = structuredClone(entries);
        world.writes++;
        return Promise.resolve();
      },
      now: () => world.now,
      setTimer: timers.setTimer,
    });
  return { world, timers, start };
}

describe('the log of errors', () => {
  it('records when, where and what, and names no site', async () => {
    const { start } = rig();
    const log = start();
    log.note('flush', new Error('nothing for "https://news.test/a" at news.test'));
    const [entry] = await log.entries();
    expect(entry).toMatchObject({ at: new Date(NOON).toISOString(), where: 'flush', times: 1 });
    expect(entry!.what).toMatch(/^Error: nothing for “…” at …/);
    expect(JSON.stringify(entry)).not.toContain('news.test');
  });

  it('keeps the last forty, and counts repetitions', async () => {
    const { start } = rig();
    const log = start();
    for (let i = 0; i < 100; i++) log.note('part', `fault ${i}`);
    for (let i = 0; i < 5; i++) log.note('other', 'again');
    const entries = await log.entries();
    expect(entries).toHaveLength(40);
    expect(entries.at(-1)).toMatchObject({ where: 'other', what: 'again', times: 5 });
    expect(entries[0]).toMatchObject({ what: 'fault 61' });
  });

  it('survives the background, and writes once for many', async () => {
    const { world, timers, start } = rig();
    const first = start();
    first.note('a', 'one');
    first.note('a', 'two');
    timers.run();
    await expect.poll(() => world.writes).toBe(1);
    const second = start();
    second.note('b', 'three');
    expect((await second.entries()).map(({ what }) => what)).toEqual(['one', 'two', 'three']);
  });

  it('never throws, neither for an error without a description nor where nothing can be stored', async () => {
    const timers = createTimers();
    const log = createErrorLog({
      read: () => Promise.reject(new Error('gone')),
      keep: () => Promise.reject(new Error('gone')),
      now: () => NOON,
      setTimer: timers.setTimer,
    });
    log.note('x', {
      toString: () => {
        throw new Error('no');
      },
    });
    timers.run();
    expect(await log.entries()).toMatchObject([{ where: 'x', what: 'an error that cannot be described' }]);
  });
});
