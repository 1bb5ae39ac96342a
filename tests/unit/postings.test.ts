import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPostings } from '../../src/background/postings.ts';
import { known, type Size } from '../../src/core/body-size.ts';
import { addCells, EMPTY_CELL, type Cell } from '../../src/core/cell.ts';
import type { Flow } from '../../src/core/flow.ts';
import { SLOT_MS, slotAt } from '../../src/core/slot.ts';
import { cellOf, type Transfer } from '../../src/core/transfer.ts';
import type { Posting } from '../../src/storage/ledger.ts';
import { NOON } from './support/request.ts';

const place = {
  site: 'news.test',
  host: 'cdn.test',
  kind: 'fetch' as const,
  key: 'k',
  method: 'GET',
  encoded: false,
  awaits: { down: true, up: false, timeline: true },
};
const transferOf = (down: Size, up: Size = known(0, 'exact')): Transfer => ({
  down,
  up,
  headDown: 200,
  headUp: 500,
  protocol: 'h2',
  secure: true,
  family: 4,
  connection: 'reused',
});
const exact = (bytes: number) => known(bytes, 'exact');

function rig() {
  const written: Posting[] = [];
  const flows: Flow[] = [];
  let ids = 0;
  const postings = createPostings({
    place: (at) => ({ slot: slotAt(at), owner: at < NOON + 20 * SLOT_MS ? 'none' : 'unmetered' }),
    writer: { post: (posting) => written.push(posting) },
    newId: () => String(++ids),
    onFlow: (flow) => flows.push(flow),
  });
  const total = (some: readonly { cell: Cell }[] = written) =>
    some.reduce((sum, { cell }) => addCells(sum, cell), { ...EMPTY_CELL });
  /** The ledger's sum for each slot and owner. */
  const slots = () => {
    const bySlot = new Map<string, { cell: Cell }[]>();
    for (const posting of written) {
      const key = `${posting.slot.from} ${posting.owner}`;
      bySlot.set(key, [...(bySlot.get(key) ?? []), posting]);
    }
    return [...bySlot.values()].map(total);
  };
  return { postings, written, flows, total, slots };
}

const size = fc
  .record({ bytes: fc.nat(50_000_000), less: fc.nat(1000), more: fc.nat(1000), isKnown: fc.boolean() })
  .map(({ bytes, less, more, isKnown }): Size =>
    isKnown ? exact(bytes) : { bytes, low: Math.max(0, bytes - less), high: bytes + more, evidence: 'modelled' },
  );
const transfers = fc.record({ down: size, up: size }).map(({ down, up }) => transferOf(down, up));
const growth = fc.array(fc.record({ later: fc.nat(2 * SLOT_MS), transfer: transfers }), { maxLength: 15 });

describe('postings', () => {
  it('write their cost into the slot of their time', () => {
    const { postings, written, flows } = rig();
    const transfer = transferOf(exact(1000));
    const posting = postings.post(NOON, place, transfer, 1);
    expect(written).toEqual([
      { slot: slotAt(NOON), owner: 'none', site: 'news.test', host: 'cdn.test', kind: 'fetch', cell: cellOf(transfer) },
    ]);
    expect(flows[0]).toMatchObject({
      at: NOON,
      site: 'news.test',
      cell: cellOf(transfer),
      body: { down: 1000, up: 0 },
    });
    expect(posting).toMatchObject({ id: '1', at: NOON, key: 'k', transfer });
  });

  it('write nothing where the cost is nothing', () => {
    const { postings, written, flows } = rig();
    postings.post(NOON, place, transferOf(exact(0)), 1, { ...EMPTY_CELL });
    expect([written, flows]).toEqual([[], []]);
  });

  it('are corrected in the slot in which they were posted, however late', () => {
    const { postings, written, total } = rig();
    const posting = postings.post(NOON, place, transferOf(exact(1000)), 1);
    postings.amend(posting, { down: exact(5) }, 1);
    expect(written.map(({ slot }) => slot.from)).toEqual([NOON, NOON]);
    expect(total()).toEqual(cellOf(transferOf(exact(5))));
  });

  it('grow in the current slot, and count as one request', () => {
    const { postings, written, total } = rig();
    const posting = postings.post(NOON, place, transferOf(exact(1000)), 1);
    postings.grow(posting, NOON + SLOT_MS, transferOf(exact(9000)), 1);
    postings.grow(posting, NOON + SLOT_MS + 1, transferOf(exact(9500)), 1);
    expect(written.map(({ slot }) => (slot.from - NOON) / SLOT_MS)).toEqual([0, 1, 1]);
    expect(posting.pieces).toHaveLength(2);
    expect(total()).toEqual(cellOf(transferOf(exact(9500))));
    expect(total().requests).toBe(1);
  });

  it('that were resumed post only what came since', () => {
    const { postings, written } = rig();
    const before = { ...EMPTY_CELL, down: 700, low: 700, high: 700, measured: 700 };
    const posting = postings.resume(NOON, place, before, { down: 600, up: 0 });
    expect(written).toEqual([]);
    const cost = { ...EMPTY_CELL, down: 1000, low: 1000, high: 1000, measured: 1000 };
    postings.grow(posting, NOON + 5, transferOf(exact(900)), 1, cost);
    expect(written.map(({ cell }) => cell)).toEqual([{ ...EMPTY_CELL, down: 300, low: 300, high: 300, measured: 300 }]);
  });

  it('add up to the last truth however they grew: in the ledger, in flows, and in themselves', () => {
    fc.assert(
      fc.property(transfers, growth, transfers, (first, steps, last) => {
        const { postings, flows, total, slots } = rig();
        const posting = postings.post(NOON, place, first, 1);
        let at = NOON;
        for (const { later, transfer } of steps) {
          postings.grow(posting, (at += later), transfer, 1);
          expect(total()).toEqual(cellOf(transfer));
        }
        postings.amend(posting, last, 1);
        expect(total()).toEqual(cellOf(last));
        expect(total(posting.pieces)).toEqual(cellOf(last));
        expect(total(flows)).toEqual(cellOf(last));
        const body = flows.reduce((all, flow) => [all[0]! + flow.body.down, all[1]! + flow.body.up], [0, 0]);
        expect(body).toEqual([last.down.bytes, last.up.bytes]);
        for (const cell of [...slots(), ...posting.pieces.map((piece) => piece.cell)])
          for (const value of Object.values(cell)) expect(value).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('are corrected once by the same truth', () => {
    fc.assert(
      fc.property(transfers, growth, transfers, (first, steps, last) => {
        const { postings, written } = rig();
        const posting = postings.post(NOON, place, first, 1);
        for (const { later, transfer } of steps) postings.grow(posting, NOON + later, transfer, 1);
        postings.amend(posting, last, 1);
        const after = structuredClone(written);
        postings.amend(posting, last, 1);
        const again = written.slice(after.length);
        expect(again.reduce((sum, { cell }) => addCells(sum, cell), { ...EMPTY_CELL })).toEqual(EMPTY_CELL);
      }),
    );
  });
});
