import { describe, expect, it, vi } from 'vitest';
import { createLedgerWriter } from '../../src/background/ledger-writer.ts';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import type { Batch, Posting } from '../../src/storage/ledger.ts';
import type { OpenPosting } from '../../src/storage/schema.ts';
import { posting } from './support/posting.ts';
import { NOON } from './support/request.ts';
import { createTimers } from './support/timers.ts';

const openPosting = (id: string) => ({ id }) as OpenPosting;
const full = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));
const downOf = (postings: readonly Posting[]) => postings.reduce((sum, { cell }) => sum + cell.down, 0);

/** @param kept the batches that an earlier run has kept */
function rig(kept: { batches: readonly Batch[] } = { batches: [] }, run = 'run') {
  const timers = createTimers();
  const written: Batch[] = [];
  const write = vi.fn((batch: Batch): Promise<unknown> => Promise.resolve(written.push(batch)));
  const onFlushed = vi.fn();
  const onLeftOut = vi.fn();
  const onMisplaced = vi.fn();
  const writer = createLedgerWriter({
    ...{ write, run, now: () => NOON, setTimer: timers.setTimer, onFlushed, onLeftOut, onMisplaced },
    atRisk: () => null,
    left: kept.batches,
    keepLeft: (batches) => (kept.batches = structuredClone(batches)),
  });
  return { timers, written, write, onFlushed, onLeftOut, writer };
}

describe('the ledger writer', () => {
  it('gathers postings and writes them together when its timer runs', async () => {
    const { writer, timers, written, onFlushed } = rig();
    writer.post(posting(1));
    writer.post(posting(2));
    writer.post(posting(3, { kind: 'image' }));
    expect(timers.delays()).toHaveLength(1);
    expect(downOf(writer.unsaved())).toBe(6);
    timers.run();
    await vi.waitFor(() => expect(onFlushed).toHaveBeenCalledWith(null));
    expect(written.map(({ run, batch, postings }) => [run, batch, postings.length, downOf(postings)])).toEqual([
      ['run', 1, 2, 6],
    ]);
    expect(writer.unsaved()).toEqual([]);
  });

  it('writes nothing when there is nothing', async () => {
    const { writer, write } = rig();
    expect(await writer.flush()).toBeNull();
    expect(write).not.toHaveBeenCalled();
  });

  it('writes one batch at a time, and a flush waits for the one being written', async () => {
    const { writer, write } = rig();
    let finish = () => {};
    write.mockImplementationOnce(() => new Promise<void>((resolve) => (finish = resolve)));
    writer.post(posting(1));
    const first = writer.flush();
    writer.post(posting(2));
    const second = writer.flush();
    expect(write).toHaveBeenCalledTimes(1);
    expect(downOf(writer.unsaved())).toBe(3);
    finish();
    expect(await Promise.all([first, second])).toEqual([null, null]);
    expect(write.mock.calls.map(([batch]) => [batch.batch, downOf(batch.postings)])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(writer.unsaved()).toEqual([]);
  });

  it('does not make a flush wait for later postings', async () => {
    const { writer, write } = rig();
    write.mockImplementation(() => {
      if (write.mock.calls.length < 200) writer.post(posting(1));
      return Promise.resolve();
    });
    writer.post(posting(1));
    await writer.flush();
    expect(write).toHaveBeenCalledTimes(1);
    expect(downOf(writer.unsaved())).toBe(1);
  });

  it('keeps what could not be written, says why, and retries at growing intervals under the same number', async () => {
    const { writer, write, timers, onFlushed } = rig();
    write.mockImplementation(full);
    writer.post(posting(1));
    timers.run();
    for (let failures = 1; failures <= 8; failures++) {
      await vi.waitFor(() => expect(onFlushed).toHaveBeenCalledTimes(failures));
      expect(onFlushed).toHaveBeenLastCalledWith('QuotaExceededError: no room');
      expect(timers.delays()).toEqual([Math.min(60_000, 1000 * 2 ** (failures - 1))]);
      expect(downOf(writer.unsaved())).toBe(1);
      timers.run();
    }
    await vi.waitFor(() => expect(onFlushed).toHaveBeenCalledTimes(9));
    write.mockImplementation(() => Promise.resolve());
    timers.run();
    await vi.waitFor(() => expect(onFlushed).toHaveBeenLastCalledWith(null));
    expect(new Set(write.mock.calls.map(([batch]) => batch.batch))).toEqual(new Set([1]));
    expect(writer.unsaved()).toEqual([]);
  });

  it('adds nothing to a failed batch: later postings get a number of their own', async () => {
    const { writer, write, written } = rig();
    write.mockImplementationOnce(full);
    writer.post(posting(1));
    expect(await writer.flush()).toBe('QuotaExceededError: no room');
    writer.post(posting(2));
    expect(downOf(writer.unsaved())).toBe(3);
    expect(await writer.flush()).toBeNull();
    expect(written.map(({ batch, postings }) => [batch, downOf(postings)])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('counts nothing twice among the unsaved while a failed batch is retried', async () => {
    const { writer, write } = rig();
    write.mockImplementationOnce(full);
    writer.post(posting(1));
    await writer.flush();
    let finish = () => {};
    write.mockImplementationOnce(() => new Promise<void>((resolve) => (finish = resolve)));
    const again = writer.flush();
    expect(downOf(writer.unsaved())).toBe(1);
    finish();
    await again;
    expect(writer.unsaved()).toEqual([]);
  });

  it('writes no posting that a correction reduced to nothing', async () => {
    const { writer, written } = rig();
    writer.post(posting(5));
    writer.post(posting(0, { cell: { ...EMPTY_CELL, down: -5, requests: -1 } }));
    writer.post(posting(0, { kind: 'image' }));
    await writer.flush();
    expect(written[0]!.postings.map(({ kind }) => kind)).toEqual(['image']);
  });

  it('opens and closes in the posting’s batch; what is settled before it is written is never written as open', async () => {
    const { writer, written, write } = rig();
    writer.open(openPosting('a'));
    writer.open(openPosting('b'));
    writer.close('a');
    await writer.flush();
    expect(written[0]!.opened).toEqual([{ id: 'b' }]);
    expect(written[0]!.closed).toEqual(['a']);
    write.mockImplementationOnce(full);
    writer.open(openPosting('c'));
    await writer.flush();
    writer.close('b');
    writer.close('c');
    await writer.flush();
    expect(written.slice(1).map(({ opened, closed }) => [opened, closed])).toEqual([
      [[{ id: 'c' }], []],
      [[], ['b', 'c']],
    ]);
  });

  describe('keeps what cannot be written for a later run', () => {
    const stopped = async () => {
      const kept = { batches: [] as readonly Batch[] };
      const { writer, write, timers } = rig(kept, 'first');
      write.mockImplementation(full);
      writer.post(posting(1));
      writer.open(openPosting('a'));
      await writer.flush();
      writer.post(posting(2));
      writer.close('a');
      timers.run();
      return kept;
    };

    it('under its own numbers, with what came since', async () => {
      const { batches } = await stopped();
      expect(
        batches.map(({ run, batch, postings, opened, closed }) => [run, batch, downOf(postings), opened, closed]),
      ).toEqual([
        ['first', 1, 1, [{ id: 'a' }], []],
        ['first', 2, 2, [], ['a']],
      ]);
    });

    it('which shows it, writes it before its own batches, and no longer keeps it', async () => {
      const kept = await stopped();
      const { writer, written, timers, onFlushed } = rig(kept, 'second');
      expect(downOf(writer.unsaved())).toBe(3);
      writer.post(posting(4));
      timers.run();
      await vi.waitFor(() => expect(onFlushed).toHaveBeenCalledTimes(3));
      expect(written.map(({ run, batch, postings }) => [run, batch, downOf(postings)])).toEqual([
        ['first', 1, 1],
        ['first', 2, 2],
        ['second', 1, 4],
      ]);
      expect(kept.batches).toEqual([]);
      expect(writer.unsaved()).toEqual([]);
    });

    it('also where the later run cannot write it either', async () => {
      const kept = await stopped();
      const { writer, write } = rig(kept, 'second');
      write.mockImplementation(full);
      writer.post(posting(4));
      expect(await writer.flush()).not.toBeNull();
      expect(kept.batches.map(({ run, batch }) => [run, batch])).toEqual([
        ['first', 1],
        ['first', 2],
        ['second', 1],
      ]);
      expect(downOf(writer.unsaved())).toBe(7);
    });

    it('and keeps nothing while writing succeeds', async () => {
      const kept = { batches: Object.freeze([]) as readonly Batch[] };
      const { batches } = kept;
      const { writer } = rig(kept);
      writer.post(posting(1));
      await writer.flush();
      expect(kept.batches).toBe(batches);
    });
  });

  describe('leaves out what can never be written, and nothing else', () => {
    const noKey = () => new DOMException('no key', 'DataError');
    const isBad = ({ postings, opened }: Batch) =>
      postings.some(({ kind }) => kind === 'bad') || opened.some(({ id }) => id === 'bad');

    /** A rig that refuses every batch with something bad in it, and those that `refuses` names. */
    function badRig(
      kept?: { batches: readonly Batch[] },
      run?: string,
      refuses: (batch: Batch) => boolean = () => false,
    ) {
      const all = rig(kept, run);
      all.write.mockImplementation((batch) => {
        if (refuses(batch)) return full();
        return isBad(batch) ? Promise.reject(noKey()) : Promise.resolve(all.written.push(batch));
      });
      return all;
    }

    it('so that everything with it and after it is written, each row once, with rising numbers', async () => {
      const { writer, written, onFlushed, onLeftOut } = badRig();
      writer.post(posting(1));
      await writer.flush();
      writer.post(posting(2));
      writer.post(posting(4, { kind: 'bad' }));
      writer.post(posting(8, { kind: 'image' }));
      writer.close('old');
      writer.open(openPosting('bad'));
      writer.open(openPosting('new'));
      const isWritten = writer.written();
      expect(await writer.flush()).toBeNull();
      await isWritten;
      writer.post(posting(16));
      expect(await writer.flush()).toBeNull();
      const rows = written.flatMap(({ postings }) => postings);
      expect(downOf(rows)).toBe(31);
      // The bad row is counted in its slot, under no site's name.
      expect(rows.filter(({ site }) => site === '').map(({ cell, slot }) => [cell.down, slot])).toEqual([
        [4, posting(4).slot],
      ]);
      expect(written.flatMap(({ closed, opened }) => [...closed, ...opened.map(({ id }) => id)])).toEqual([
        'old',
        'new',
      ]);
      const numbers = written.map(({ batch }) => batch);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      expect([numbers[0], ...numbers.slice(-2)]).toEqual([1, 2, 3]);
      expect(written[1]!.closed).toEqual(['old']);
      expect(onLeftOut.mock.calls).toEqual([[noKey(), 0]]);
      expect(onFlushed).toHaveBeenLastCalledWith(null);
      expect(writer.unsaved()).toEqual([]);
    });

    it('also where it is a batch’s only row', async () => {
      const { writer, written, onLeftOut } = badRig();
      writer.post(posting(1, { kind: 'bad' }));
      const isWritten = writer.written();
      expect(await writer.flush()).toBeNull();
      await isWritten;
      expect(downOf(written.flatMap(({ postings }) => postings))).toBe(1);
      expect(onLeftOut).not.toHaveBeenCalled();
      expect(writer.unsaved()).toEqual([]);
    });

    it('also where the disk becomes full meanwhile and a later run continues', async () => {
      const kept = { batches: [] as readonly Batch[] };
      const first = badRig(kept, 'first', ({ postings }) => postings[0]?.kind === 'image');
      first.writer.post(posting(1));
      first.writer.post(posting(2, { kind: 'image' }));
      first.writer.post(posting(4, { kind: 'bad' }));
      first.writer.post(posting(8, { kind: 'font' }));
      // The whole batch is refused because of the bad row.
      expect(await first.writer.flush()).toBe('QuotaExceededError: no room');
      expect(downOf(first.writer.unsaved())).toBe(14);
      const second = badRig(kept, 'second');
      expect(await second.writer.flush()).toBeNull();
      expect(
        [...first.written, ...second.written].map(({ run, batch, postings }) => [run, batch, downOf(postings)]),
      ).toEqual([
        ['first', 0.25, 1],
        ['first', 0.5, 2],
        ['first', 0.75, 4],
        ['first', 1, 8],
      ]);
      expect(second.onLeftOut).not.toHaveBeenCalled();
      expect(kept.batches).toEqual([]);
    });

    it('and reports it with its bytes where its slot accepts nothing; a negative correction counts nowhere else', async () => {
      const { writer, written, onLeftOut } = badRig(undefined, undefined);
      const broken = posting(1).slot.from + 900_000;
      const isBroken = ({ postings }: Batch) => postings.some(({ slot }) => slot.from === broken);
      const inBroken = (down: number, rest: Partial<Posting> = {}) =>
        posting(down, { slot: { from: broken, to: broken + 900_000 }, ...rest });
      const { writer: other, write: writeOther, onLeftOut: told } = rig();
      writeOther.mockImplementation((batch) => (isBroken(batch) ? Promise.reject(noKey()) : Promise.resolve()));
      other.post(inBroken(500));
      other.post(posting(2));
      expect(await other.flush()).toBeNull();
      expect(told.mock.calls).toEqual([[noKey(), 500]]);
      writer.post(posting(-3, { kind: 'bad' }));
      expect(await writer.flush()).toBeNull();
      expect([written, onLeftOut.mock.calls]).toEqual([[], [[noKey(), 0]]]);
    });

    it('also where the error names no reason, once others are written', async () => {
      const { writer, write, written, timers, onFlushed, onLeftOut } = rig();
      const unknown = () => Promise.reject(new DOMException('Internal error.', 'UnknownError'));
      write.mockImplementation((batch) => (isBad(batch) ? unknown() : Promise.resolve(written.push(batch))));
      writer.post(posting(1));
      writer.post(posting(2, { kind: 'bad' }));
      writer.post(posting(4, { kind: 'image' }));
      for (let tries = 0; tries < 12 && writer.unsaved().length > 0; tries++) {
        const told = onFlushed.mock.calls.length;
        timers.run();
        await vi.waitFor(() => expect(onFlushed.mock.calls.length).toBeGreaterThan(told));
      }
      expect(writer.unsaved()).toEqual([]);
      const rows = written.flatMap(({ postings }) => postings);
      expect(rows.map(({ site, cell }) => [site === '', cell.down])).toEqual([
        [false, 1],
        [true, 2],
        [false, 4],
      ]);
      const numbers = written.map(({ batch }) => batch);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      expect(numbers.at(-1)).toBe(1);
      expect(onLeftOut).not.toHaveBeenCalled();
    });

    it('but keeps everything while every write fails without a reason, and loses nothing', async () => {
      const { writer, write, written, timers, onFlushed, onLeftOut } = rig();
      write.mockImplementation(() => Promise.reject(new DOMException('Internal error.', 'UnknownError')));
      writer.post(posting(1));
      writer.post(posting(2, { kind: 'image' }));
      for (let tries = 1; tries <= 20; tries++) {
        timers.run();
        await vi.waitFor(() => expect(onFlushed.mock.calls.length).toBeGreaterThanOrEqual(tries));
        expect(downOf(writer.unsaved())).toBe(3);
      }
      write.mockImplementation((batch) => Promise.resolve(written.push(batch)));
      expect(await writer.flush()).toBeNull();
      expect(written.flatMap(({ postings }) => postings).map(({ site, cell }) => [site === '', cell.down])).toEqual([
        [false, 1],
        [false, 2],
      ]);
      expect(onLeftOut).not.toHaveBeenCalled();
    });

    it('but keeps everything where the fault is not in the batch', async () => {
      const { writer, onLeftOut } = badRig(undefined, undefined, () => true);
      writer.post(posting(1));
      writer.post(posting(2, { kind: 'bad' }));
      expect(await writer.flush()).toBe('QuotaExceededError: no room');
      expect(onLeftOut).not.toHaveBeenCalled();
      expect(downOf(writer.unsaved())).toBe(3);
    });
  });

  it('settles what an earlier batch had opened, also where it was opened again since', async () => {
    const { writer, written } = rig();
    writer.open(openPosting('a'));
    await writer.flush();
    writer.open(openPosting('a'));
    writer.close('a');
    await writer.flush();
    expect(written.map(({ opened, closed }) => [opened, closed])).toEqual([
      [[{ id: 'a' }], []],
      [[], ['a']],
    ]);
  });
});
