import { apportion } from '../core/apportion.ts';
import { addCells, EMPTY_CELL, isEmptyCell, subtractCells, type Cell } from '../core/cell.ts';
import { known } from '../core/body-size.ts';
import type { Flow } from '../core/flow.ts';
import { cellOf, type Transfer } from '../core/transfer.ts';
import type { OpenPosting, Piece } from '../storage/schema.ts';
import { CHANNEL_TRANSFER } from './channel-transfer.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import { expiryOf } from './open-postings.ts';
import type { Placement } from './placement.ts';

/** Whose a posting is, and how later evidence finds it. */
export type PostingPlace = Pick<
  OpenPosting,
  | 'site'
  | 'host'
  | 'kind'
  | 'key'
  | 'method'
  | 'encoded'
  | 'sized'
  | 'awaits'
  | 'part'
  | 'took'
  | 'isGuess'
  | 'isLeftUpload'
  | 'sentByError'
>;

/** Writes transfers into the ledger, and corrects them in the slots where they were written. */
export type Postings = {
  /** Posts a transfer that ended, or grew, at `at`. `cost` replaces the computed cost where it is no plain request. */
  post(at: number, place: PostingPlace, transfer: Transfer, tabId: number, cost?: Cell): OpenPosting;
  /** A posting that an earlier run made and that was lost since: what it had cost by then is not posted again. */
  resume(at: number, place: PostingPlace, cost: Cell, body: { down: number; up: number }): OpenPosting;
  /** Posts what has been added since, into the slot of `at`. */
  grow(posting: OpenPosting, at: number, transfer: Transfer, tabId: number, cost?: Cell): void;
  /** Replaces what is known of it; the difference goes to the slots it was posted to. */
  amend(posting: OpenPosting, change: Partial<Transfer>, tabId: number, cost?: Cell): void;
};

export type PostingsDeps = {
  place: Placement;
  writer: Pick<LedgerWriter, 'post'>;
  newId(): string;
  /** Called with all that is added. */
  onFlow(flow: Flow, tabId: number): void;
};

const sum = (pieces: readonly Piece[]) =>
  pieces.reduce(
    (all, { cell, body }) => ({
      cell: addCells(all.cell, cell),
      body: { down: all.body.down + body.down, up: all.body.up + body.up },
    }),
    { cell: { ...EMPTY_CELL }, body: { down: 0, up: 0 } },
  );

/** A placeholder, replaced when it grows. */
const NOTHING: Transfer = { ...CHANNEL_TRANSFER, down: known(0, 'observed'), up: known(0, 'observed') };

const bodyOf = ({ down, up }: Transfer) => ({ down: down.bytes, up: up.bytes });

/** Writes through `writer`; the caller keeps the postings. */
export function createPostings(deps: PostingsDeps): Postings {
  const write = (posting: OpenPosting, piece: Piece, tabId: number) => {
    if (piece.isGone || isEmptyCell(piece.cell)) return;
    const { site, host, kind, at } = posting;
    deps.writer.post({ slot: piece.slot, owner: piece.owner, site, host, kind, cell: piece.cell });
    deps.onFlow({ at, site, host, kind, cell: piece.cell, body: piece.body }, tabId);
  };

  const add = (posting: OpenPosting, added: Piece, tabId: number) => {
    const found = posting.pieces.find(({ slot, owner }) => slot.from === added.slot.from && owner === added.owner);
    if (!found) posting.pieces.push(added);
    else {
      found.cell = addCells(found.cell, added.cell);
      found.body = { down: found.body.down + added.body.down, up: found.body.up + added.body.up };
    }
    write(posting, added, tabId);
  };

  return {
    post: (at, place, transfer, tabId, cost = cellOf(transfer)) => {
      const posting: OpenPosting = { id: deps.newId(), at, expires: expiryOf(at), ...place, pieces: [], transfer };
      add(posting, { ...deps.place(at), cell: cost, body: bodyOf(transfer) }, tabId);
      return posting;
    },
    resume: (at, place, cost, body) => {
      const pieces = [{ ...deps.place(at), cell: cost, body }];
      return { id: deps.newId(), at, expires: expiryOf(at), ...place, pieces, transfer: NOTHING };
    },
    grow: (posting, at, transfer, tabId, cost = cellOf(transfer)) => {
      const before = sum(posting.pieces);
      const body = bodyOf(transfer);
      posting.at = at;
      posting.expires = expiryOf(at);
      posting.transfer = transfer;
      const grown = { down: body.down - before.body.down, up: body.up - before.body.up };
      add(posting, { ...deps.place(at), cell: subtractCells(cost, before.cell), body: grown }, tabId);
    },
    amend: (posting, change, tabId, free) => {
      const { pieces } = posting;
      posting.transfer = { ...posting.transfer, ...change };
      const cost = free ?? cellOf(posting.transfer);
      const body = bodyOf(posting.transfer);
      const weights = pieces.map(({ cell }) => Math.max(0, cell.down + cell.up));
      const bodies = apportion({ ...EMPTY_CELL, ...body }, weights);
      apportion(cost, weights).forEach((cell, i) => {
        const piece = pieces[i]!;
        const delta = subtractCells(cell, piece.cell);
        const { down, up } = bodies[i]!;
        const bodyDelta = { down: down - piece.body.down, up: up - piece.body.up };
        pieces[i] = { ...piece, cell, body: { down, up } };
        write(posting, { ...piece, cell: delta, body: bodyDelta }, tabId);
      });
    },
  };
}
