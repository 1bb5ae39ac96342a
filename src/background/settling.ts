import { addressHash } from '../core/address-hash.ts';
import { EMPTY_CELL } from '../core/cell.ts';
import { atMost, known, supersedes, type Size } from '../core/body-size.ts';
import { cancelledSize } from '../core/cancelled-size.ts';
import { mostBytesIn, mostClaimed } from '../core/fastest-link.ts';
import { leftOf, refusedUpload } from '../core/left-upload.ts';
import type { SavedFile } from '../core/saved-file.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import type { TimingEntry } from '../core/request-event.ts';
import type { Guesses } from '../core/guesses.ts';
import type { SizeClass } from '../core/size-model.ts';
import { TOLD_WITHIN_MS } from '../core/told-within.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { createEarly, type Early } from './early.ts';
import { hostTimesOf } from './host-times.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import { addressOf, anyFrame, endedWith, NO_TAB, sizeClassOf, tabOf, type OpenPostings } from './open-postings.ts';
import type { Postings } from './postings.ts';

/** Matches postings with the evidence for them that arrives later or earlier. */
export type Settling = {
  /**
   * Keeps a posting open for better evidence, or applies what has arrived already. `sentAt`: when its request was sent,
   * epoch ms. `hop`: the redirect before it, which carried the same body; the page reports that body's size only once.
   */
  open(posting: OpenPosting, tabId: number, request: { sentAt: number; hop: OpenPosting | null }): void;
  /** Writes an open posting's present state. */
  keep(posting: OpenPosting): void;
  close(posting: OpenPosting): void;
  /** An entry of a document's own Resource Timing: exact. */
  byTimeline(key: string, site: string, entry: TimingEntry, tabId: number): void;
  /** What the page read of a response that has ended, and how to get a size from it. */
  byReading(key: string, read: { sizeOf(of: SizeClass): Size; at: number }, tabId: number): void;
  /**
   * The HTTP cache entry of a response that no page reported. `size`: the response's size by that entry, `null` where
   * its encoding is unknown; `decoded`: bytes after decoding.
   */
  byCopy(posting: OpenPosting, size: Size | null, decoded: number): void;
  /** What a page got from its service worker, decoded: the worker had fetched it for the page. `site`: the page's. */
  byWorker(site: string, entry: TimingEntry): void;
  /**
   * A file that the browser saved, in decoded bytes, or what was seen of a cancelled download; it may be known before
   * its request has ended. `addresses`: the request may have had any of them.
   */
  byFile(file: SavedFile): void;
  /** A player's report on a response that it cancelled. `isLast`: no later report will change it. */
  byPlayer(posting: OpenPosting, down: Size, isLast: boolean, tabId: number): void;
  /** The size of a request's body, as the page reported it. */
  byUpload(key: string, upload: Upload, tabId: number): void;
  /**
   * Renews the guesses that are still guesses: of hosts of which more has been learned; and of scripts' fetches that no
   * page has reported by `now` (epoch ms), or before it was left, and that a worker must have made.
   *
   * @param left the tab whose page was left just now, and from when on (epoch ms) requests that end there may be its
   *   next page's.
   */
  guessAnew(now: number, left?: { tab: number; at: number }): void;
  /**
   * The size of a request's body, as the browser reported it: the page's report of it is redundant, and belongs to no
   * other request.
   */
  knowUpload(key: string, upload: Upload): void;
};

/** `at`: when it was handed over, or sent, epoch ms. */
export type Upload = { method: string; bytes: number; at: number };

/**
 * The longest time between a page's handing over of a body, or its report half a second later, and the browser's
 * sending it.
 */
const HANDED_WITHIN_MS = 3000;

/** Guesses renewed at once at most, some tenths of a ms each: a page leaves about ten, and only a flooding one more. */
const RENEWED_AT_ONCE = 100;

/**
 * Whether a download was cancelled while its request was under way. Firefox ends a stalled request only when its next
 * bytes arrive.
 */
const cancelledDuring = (sentAt: number, endedAt: number) => (file: SavedFile) =>
  (file.at >= sentAt && file.at <= endedAt) || endedWith(endedAt)(file);

/** The relative error of the tap's size of a long text, which it estimates from samples. */
const SAMPLED_ERROR = 0.01;

const isSame = (a: Upload) => (b: Upload) =>
  a.method === b.method && a.bytes === b.bytes && Math.abs(a.at - b.at) < HANDED_WITHIN_MS;
const isAlmostSame = (a: Upload) => (b: Upload) =>
  a.method === b.method &&
  Math.abs(a.bytes - b.bytes) <= SAMPLED_ERROR * a.bytes &&
  Math.abs(a.at - b.at) < HANDED_WITHIN_MS;

const takeSame = (uploads: Early<Upload>, key: string, upload: Upload) =>
  uploads.take(key, isSame(upload)) ?? uploads.take(key, isAlmostSame(upload));

export type SettlingDeps = {
  open: OpenPostings;
  postings: Postings;
  guesses: Guesses;
  ledger: Pick<LedgerWriter, 'open' | 'close'>;
};

/** Matches evidence against `open`; each change is written in the same batch as its correction. */
export function createSettling({ open, postings, guesses, ledger }: SettlingDeps): Settling {
  const earlyUploads = createEarly<Upload>();
  const knownUploads = createEarly<Upload>();
  const earlyFiles = createEarly<SavedFile>();
  /** The posting of the request after a redirect, by the redirect's posting. */
  const nextHop = new WeakMap<OpenPosting, OpenPosting>();

  /** By the posting of a guess, how many times of other responses it goes by. */
  const knownBeside = new WeakMap<OpenPosting, number>();

  const takeOfMethod = (key: string, method: string) => earlyUploads.take(key, (upload) => upload.method === method);

  const close = (posting: OpenPosting) => {
    open.remove(posting);
    ledger.close(posting.id);
  };

  /** Nothing of a private window is written to disk, not even the hash of an address. */
  const keep = (posting: OpenPosting) => {
    if (posting.site !== PRIVATE_SITE) ledger.open(posting);
  };

  const keepOrClose = (posting: OpenPosting) =>
    posting.awaits.down || posting.awaits.up ? keep(posting) : close(posting);

  const settle = (posting: OpenPosting, down: Size, tabId: number) => {
    postings.amend(posting, { down }, tabId);
    delete posting.isGuess;
    // What the page read is good evidence, the timeline's entry better; and that entry must find its posting.
    const isOpen = down.evidence === 'modelled' || (down.evidence !== 'exact' && posting.awaits.timeline);
    posting.awaits = { ...posting.awaits, down: isOpen };
    keepOrClose(posting);
  };

  const applyEntry = (posting: OpenPosting, entry: TimingEntry, tabId: number) => {
    const { evidence } = posting.transfer.down;
    if (posting.site !== PRIVATE_SITE && evidence === 'modelled') {
      guesses.learnSize(sizeClassOf(posting), entry.body);
      guesses.learnShare(sizeClassOf(posting), entry.body, entry.decoded ?? 0);
    }
    if (posting.site !== PRIVATE_SITE && evidence !== 'exact' && posting.took !== undefined)
      guesses.learnTime(sizeClassOf(posting), posting.took, entry.body);
    settle(posting, known(entry.body, 'exact'), tabId);
  };

  /**
   * A timeline reports 0 bytes for a response that its page aborted, even where the server ended it at the same instant
   * and the browser calls it complete.
   */
  const isOfAborted = ({ transfer }: OpenPosting, { body }: TimingEntry) =>
    body === 0 && transfer.down.evidence === 'observed';

  /** A navigation to a page that had been prefetched: the request that the browser reports for it went nowhere. */
  const cameAhead = (key: string, entry: TimingEntry, tabId: number) => {
    const waiting = open.withKey(key).filter(({ awaits }) => awaits.down);
    const taken = waiting.find((one) => one.kind === 'document' && endedWith(entry.endedAt)(one));
    if (taken) {
      postings.amend(taken, { down: known(0, 'exact') }, tabId, { ...EMPTY_CELL });
      close(taken);
    }
    const fetched = waiting.findLast(({ kind }) => kind === 'other');
    if (fetched) settle(fetched, known(entry.body, 'exact'), tabId);
  };

  const applyFile = (posting: OpenPosting, file: SavedFile) => {
    const { encoded, site } = posting;
    // The cache entry also tells how well it was compressed.
    if (encoded && !posting.isGuess && posting.transfer.down.evidence === 'modelled') return;
    const size = 'looks' in file ? cancelledSize(file.looks, file.at, file.total) : known(file.bytes, 'exact');
    if (size.evidence === 'exact' && !encoded && site !== PRIVATE_SITE) {
      guesses.learnSize(sizeClassOf(posting), size.bytes);
      if (posting.took !== undefined) guesses.learnTime(sizeClassOf(posting), posting.took, size.bytes);
    }
    settle(posting, encoded ? guesses.ofDecoded(sizeClassOf(posting), size.bytes) : size, NO_TAB);
  };

  /** Fetched by a script: by a worker's, unless a page reports it. */
  const isScriptsOwn = ({ sized, encoded }: OpenPosting) => sized === 'fetch' && encoded;

  const applyUpload = (posting: OpenPosting, bytes: number, tabId: number) => {
    const { isLeftUpload, sentByError = null, transfer } = posting;
    const up = isLeftUpload ? leftOf(bytes, transfer.up) : refusedUpload(bytes, sentByError);
    postings.amend(posting, { up }, tabId);
    // What is still unknown of it then, no report tells.
    posting.awaits = { ...posting.awaits, up: false };
    keepOrClose(posting);
    const again = nextHop.get(posting);
    if (again?.awaits.up) applyUpload(again, bytes, tabId);
  };

  return {
    close,
    keep,
    open: (posting, tabId, { sentAt, hop }) => {
      open.add(posting);
      keep(posting);
      if (hop) nextHop.set(hop, posting);
      const entry = posting.awaits.timeline ? open.early(posting) : null;
      if (entry && !isOfAborted(posting, entry)) applyEntry(posting, entry, tabId);
      const file = posting.awaits.down
        ? earlyFiles.take(addressOf(posting.key), cancelledDuring(sentAt, posting.at))
        : null;
      if (file) applyFile(posting, file);
      const upload = posting.awaits.up
        ? (takeOfMethod(posting.key, posting.method) ?? takeOfMethod(anyFrame(posting.key), posting.method))
        : null;
      if (upload) applyUpload(posting, upload.bytes, tabId);
    },
    byTimeline: (key, site, entry, tabId) => {
      if (entry.isAhead) return cameAhead(key, entry, tabId);
      const posting = open.waitingForEntry(key, site, entry);
      if (posting && !isOfAborted(posting, entry)) applyEntry(posting, entry, tabId);
    },
    byReading: (key, { sizeOf, at }, tabId) => {
      const posting = open.waitingFor(key, { endedAt: at });
      if (!posting) return;
      const { evidence, bytes } = posting.transfer.down;
      const down = atMost(sizeOf(sizeClassOf(posting)), mostClaimed(posting.took));
      // A closing page's last report comes after the browser has ended its requests. And a response from the cache is
      // read as well, but costs nothing.
      if (evidence === 'modelled' || (evidence === 'observed' && down.bytes > bytes)) settle(posting, down, tabId);
    },
    byCopy: (posting, size, decoded) => {
      const isOpen = open.withKey(posting.key).includes(posting) && posting.awaits.down;
      if (!isOpen || posting.transfer.down.evidence !== 'modelled') return;
      const sized = isScriptsOwn(posting) ? 'work' : posting.sized;
      const of = sizeClassOf({ ...posting, ...(sized && { sized }) });
      const down = size ?? guesses.ofDecoded(of, decoded);
      if (down.low > mostBytesIn(posting.took)) return;
      if (sized) posting.sized = sized;
      // Its duration is not learned from: a page reads at another pace, and all that workers fetch would be
      // overestimated.
      if (size) guesses.learnSize(of, down.bytes);
      settle(posting, down, tabOf(posting.key));
    },
    byWorker: (site, entry) => {
      const posting = open.withoutTab(entry.url, site, entry);
      // The cache entry, and the size in the server's ETag, also tell how well it was compressed.
      if (!posting?.isGuess) return;
      settle(posting, guesses.ofDecoded(sizeClassOf(posting), entry.decoded ?? 0), NO_TAB);
    },
    byFile: (file) => {
      const waiting = (address: string) => open.waitingFile(address, { endedAt: file.at, isLeft: 'looks' in file });
      const posting = file.addresses.map(waiting).find((one) => one !== null);
      if (posting) applyFile(posting, file);
      else if ('looks' in file)
        for (const address of new Set(file.addresses)) earlyFiles.keep(addressHash(address), file);
    },
    guessAnew: (now, left) => {
      const isUntold = ({ at, key }: OpenPosting) =>
        now - at > TOLD_WITHIN_MS || (left !== undefined && tabOf(key) === left.tab && at < left.at);
      const learned = guesses.takeLearned();
      const guessed = open.all().filter(({ isGuess, transfer }) => isGuess && transfer.down.evidence === 'modelled');
      const untold = guessed.filter((posting) => isScriptsOwn(posting) && isUntold(posting));
      const works = new Set(untold.slice(0, RENEWED_AT_ONCE));
      for (const posting of works) posting.sized = 'work';
      const times = hostTimesOf(guessed);
      let anew = 0;
      for (const posting of new Set([...works, ...guessed])) {
        if (anew === RENEWED_AT_ONCE) break;
        const others = times.besides(posting);
        const isSame = others.length === (knownBeside.get(posting) ?? 0);
        if (isSame && !works.has(posting) && !learned.has(posting.host)) continue;
        knownBeside.set(posting, others.length);
        anew++;
        const down = guesses.size(sizeClassOf(posting), posting.took ?? null, others);
        const isOther = down.bytes !== posting.transfer.down.bytes;
        if (isOther) postings.amend(posting, { down }, tabOf(posting.key));
        if (isOther || works.has(posting)) keep(posting);
      }
    },
    byPlayer: (posting, down, isLast, tabId) => {
      // A player that restarts has dropped its buffer; those bytes arrived all the same.
      if (supersedes(down, posting.transfer.down)) postings.amend(posting, { down }, tabId);
      posting.awaits = { ...posting.awaits, down: !isLast };
      keepOrClose(posting);
    },
    knowUpload: (key, upload) => {
      if (!takeSame(earlyUploads, key, upload)) knownUploads.keep(key, upload);
    },
    byUpload: (key, upload, tabId) => {
      if (takeSame(knownUploads, key, upload)) return;
      const posting = open.waitingForUpload(key, upload.method);
      if (posting) applyUpload(posting, upload.bytes, tabId);
      else earlyUploads.keep(key, upload);
    },
  };
}
