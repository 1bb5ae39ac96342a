import { addressHash } from '../core/address-hash.ts';
import { known, supersedes, type Size } from '../core/body-size.ts';
import { cancelledSize } from '../core/cancelled-size.ts';
import { mostBytesIn } from '../core/fastest-link.ts';
import type { SavedFile } from '../core/saved-file.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import type { TimingEntry } from '../core/request-event.ts';
import type { Guesses } from '../core/guesses.ts';
import type { SizeClass } from '../core/size-model.ts';
import { TOLD_WITHIN_MS } from '../core/told-within.ts';
import type { Transfer } from '../core/transfer.ts';
import type { OpenPosting } from '../storage/schema.ts';
import { createEarly, type Early } from './early.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import { addressOf, anyFrame, endedWith, NO_TAB, sizeClassOf, tabOf, type OpenPostings } from './open-postings.ts';
import type { Postings } from './postings.ts';

/** Brings postings and the evidence that came later, or earlier, together. */
export type Settling = {
  /**
   * Keeps a posting until better evidence comes, or uses what has come already. `sentAt`: when its request was sent, epoch ms.
   * `hop`: a redirect that the same body was sent to; the page tells its size once.
   */
  open(posting: OpenPosting, tabId: number, request: { sentAt: number; hop: OpenPosting | null }): void;
  /** Stores what became of an open posting. */
  keep(posting: OpenPosting): void;
  close(posting: OpenPosting): void;
  /** A document's own timeline: exact. */
  byTimeline(key: string, site: string, entry: TimingEntry, tabId: number): void;
  /** What the page read of a response that has ended: what that makes of it. */
  byReading(key: string, read: { sizeOf(of: SizeClass): Size; at: number }, tabId: number): void;
  /**
   * What the browser's cache has kept of a response that no page told of. `size`: what that makes of it, `null` where its
   * encoding is none that is known; `decoded`: bytes of the copy.
   */
  byCopy(posting: OpenPosting, size: Size | null, decoded: number): void;
  /** What a page got of its service worker: what that fetched for it, after decoding. `site`: the page's. */
  byWorker(site: string, entry: TimingEntry): void;
  /**
   * A file that the browser has saved, after decoding, or what was seen of one that was given up: that may be known before
   * its request has ended. `addresses`: any of them may be what the request was known by.
   */
  byFile(file: SavedFile): void;
  /** What a player says of a response that it gave up. `isLast`: it has had the time to say all that it will. */
  byPlayer(posting: OpenPosting, down: Size, isLast: boolean, tabId: number): void;
  /** The size of a request's body, as the page handed it over. */
  byUpload(key: string, upload: Upload, tabId: number): void;
  /**
   * Guesses anew what is a guess still: of hosts of which more has been learned, and of what a script fetched and no page
   * has told of by `now` (epoch ms), or before it was left, because one of its workers did.
   *
   * @param left the tab whose page was left just now, and since when (epoch ms) what ends there may be its next page's.
   */
  guessAnew(now: number, left?: { tab: number; at: number }): void;
  /** A request's body whose size the browser told itself: what the page tells of it is no news, and of no other. */
  knowUpload(key: string, upload: Upload): void;
};

/** `at`: epoch ms at which it was handed over, or sent. */
export type Upload = { method: string; bytes: number; at: number };

/** Between the page's handing a body over, or telling of it half a second later, and the browser's sending it. */
const HANDED_WITHIN_MS = 3000;

/** So many are guessed anew at once, some tenths of a ms each: a page leaves some ten, and only one that floods more. */
const MOST_ANEW = 100;

/**
 * Whether a file was given up while a request of that time (epoch ms) was under way: Firefox ends one that stands still only when
 * it next brings something.
 */
const leftWhile = (sentAt: number, endedAt: number) => (file: SavedFile) =>
  (file.at >= sentAt && file.at <= endedAt) || endedWith(endedAt)(file);

/** How far what the tap tells of a long text may lie from the truth, as a share of it: it samples. */
const SAMPLED_ERROR = 0.01;

const isSame = (a: Upload) => (b: Upload) =>
  a.method === b.method && a.bytes === b.bytes && Math.abs(a.at - b.at) < HANDED_WITHIN_MS;
const isNearly = (a: Upload) => (b: Upload) =>
  a.method === b.method &&
  Math.abs(a.bytes - b.bytes) <= SAMPLED_ERROR * a.bytes &&
  Math.abs(a.at - b.at) < HANDED_WITHIN_MS;

const takeSame = (uploads: Early<Upload>, key: string, upload: Upload) =>
  uploads.take(key, isSame(upload)) ?? uploads.take(key, isNearly(upload));

export type SettlingDeps = {
  open: OpenPostings;
  postings: Postings;
  guesses: Guesses;
  ledger: Pick<LedgerWriter, 'open' | 'close'>;
};

/** Meets evidence over `open`; each change goes to the ledger in the batch of its correction. */
export function createSettling({ open, postings, guesses, ledger }: SettlingDeps): Settling {
  const earlyUploads = createEarly<Upload>();
  const knownUploads = createEarly<Upload>();
  const earlyFiles = createEarly<SavedFile>();
  /** By a redirect's posting, that of the request after it. */
  const sentAgain = new WeakMap<OpenPosting, OpenPosting>();

  const takeOfMethod = (key: string, method: string) => earlyUploads.take(key, (upload) => upload.method === method);

  const close = (posting: OpenPosting) => {
    open.remove(posting);
    ledger.close(posting.id);
  };

  /** Even a hash of a private window's address is not for the disk. */
  const keep = (posting: OpenPosting) => {
    if (posting.site !== PRIVATE_SITE) ledger.open(posting);
  };

  const settle = (posting: OpenPosting, part: 'down' | 'up', change: Partial<Transfer>, tabId: number) => {
    postings.amend(posting, change, tabId);
    if (part === 'down') delete posting.isGuess;
    const evidence = change[part]?.evidence;
    // What the page has read is good, the timeline better; and its entry must find whose it is.
    const isOpen = evidence === 'modelled' || (part === 'down' && evidence !== 'exact' && posting.awaits.timeline);
    posting.awaits = { ...posting.awaits, [part]: isOpen };
    if (posting.awaits.down || posting.awaits.up) keep(posting);
    else close(posting);
  };

  const timed = (posting: OpenPosting, entry: TimingEntry, tabId: number) => {
    const { evidence } = posting.transfer.down;
    if (posting.site !== PRIVATE_SITE && evidence === 'modelled') {
      guesses.learnSize(sizeClassOf(posting), entry.body);
      guesses.learnShare(sizeClassOf(posting), entry.body, entry.decoded ?? 0);
    }
    if (posting.site !== PRIVATE_SITE && evidence !== 'exact' && posting.took !== undefined)
      guesses.learnTime(sizeClassOf(posting), posting.took, entry.body);
    settle(posting, 'down', { down: known(entry.body, 'exact') }, tabId);
  };

  /**
   * Of what its page has ended a timeline says that nothing came, also where its server ended it in the same instant and the
   * browser calls it complete.
   */
  const isOfBroken = ({ transfer }: OpenPosting, { body }: TimingEntry) =>
    body === 0 && transfer.down.evidence === 'observed';

  const filed = (posting: OpenPosting, file: SavedFile) => {
    const { encoded, site } = posting;
    // What the cache has kept of it tells how it was packed, too.
    if (encoded && !posting.isGuess && posting.transfer.down.evidence === 'modelled') return;
    const size = 'looks' in file ? cancelledSize(file.looks, file.at, file.total) : known(file.bytes, 'exact');
    if (size.evidence === 'exact' && !encoded && site !== PRIVATE_SITE) {
      guesses.learnSize(sizeClassOf(posting), size.bytes);
      if (posting.took !== undefined) guesses.learnTime(sizeClassOf(posting), posting.took, size.bytes);
    }
    settle(posting, 'down', { down: encoded ? guesses.ofDecoded(sizeClassOf(posting), size.bytes) : size }, NO_TAB);
  };

  /** What a script fetched: a worker's, if no page tells of it. */
  const isScriptsOwn = ({ sized, encoded }: OpenPosting) => sized === 'fetch' && encoded;

  const uploaded = (posting: OpenPosting, bytes: number, tabId: number) => {
    const up: Size = known(bytes, 'exact');
    settle(posting, 'up', { up }, tabId);
    const again = sentAgain.get(posting);
    if (again?.awaits.up) uploaded(again, bytes, tabId);
  };

  return {
    close,
    keep,
    open: (posting, tabId, { sentAt, hop }) => {
      open.add(posting);
      keep(posting);
      if (hop) sentAgain.set(hop, posting);
      const entry = posting.awaits.timeline ? open.early(posting) : null;
      if (entry && !isOfBroken(posting, entry)) timed(posting, entry, tabId);
      const file = posting.awaits.down ? earlyFiles.take(addressOf(posting.key), leftWhile(sentAt, posting.at)) : null;
      if (file) filed(posting, file);
      const upload = posting.awaits.up
        ? (takeOfMethod(posting.key, posting.method) ?? takeOfMethod(anyFrame(posting.key), posting.method))
        : null;
      if (upload) uploaded(posting, upload.bytes, tabId);
    },
    byTimeline: (key, site, entry, tabId) => {
      const posting = open.waitingForEntry(key, site, entry);
      if (posting && !isOfBroken(posting, entry)) timed(posting, entry, tabId);
    },
    byReading: (key, { sizeOf, at }, tabId) => {
      const posting = open.waitingFor(key, { endedAt: at });
      if (!posting) return;
      const { evidence, bytes } = posting.transfer.down;
      const down = sizeOf(sizeClassOf(posting));
      // A closing page's last words come when the browser has ended its requests already. And a cache's answer is read
      // as well, and costs nothing.
      if (evidence === 'modelled' || (evidence === 'observed' && down.bytes > bytes))
        settle(posting, 'down', { down }, tabId);
    },
    byCopy: (posting, size, decoded) => {
      const isOpen = open.withKey(posting.key).includes(posting) && posting.awaits.down;
      if (!isOpen || posting.transfer.down.evidence !== 'modelled') return;
      const sized = isScriptsOwn(posting) ? 'work' : posting.sized;
      const of = sizeClassOf({ ...posting, ...(sized && { sized }) });
      const down = size ?? guesses.ofDecoded(of, decoded);
      if (down.low > mostBytesIn(posting.took)) return;
      if (sized) posting.sized = sized;
      // Not what it took: taught so, all that workers fetch was taken for larger than it is. A page reads at another pace.
      if (size) guesses.learnSize(of, down.bytes);
      settle(posting, 'down', { down }, tabOf(posting.key));
    },
    byWorker: (site, entry) => {
      const posting = open.withoutTab(entry.url, site, entry);
      // What the cache has kept of it tells how it was packed, too, and what its server's tag says is the same.
      if (!posting?.isGuess) return;
      settle(posting, 'down', { down: guesses.ofDecoded(sizeClassOf(posting), entry.decoded ?? 0) }, NO_TAB);
    },
    byFile: (file) => {
      const waiting = (address: string) => open.waitingFile(address, { endedAt: file.at, isLeft: 'looks' in file });
      const posting = file.addresses.map(waiting).find((one) => one !== null);
      if (posting) filed(posting, file);
      else if ('looks' in file)
        for (const address of new Set(file.addresses)) earlyFiles.keep(addressHash(address), file);
    },
    guessAnew: (now, left) => {
      const isUntold = ({ at, key }: OpenPosting) =>
        now - at > TOLD_WITHIN_MS || (left !== undefined && tabOf(key) === left.tab && at < left.at);
      const learned = guesses.takeLearned();
      let anew = 0;
      for (const posting of open.all()) {
        if (anew === MOST_ANEW) break;
        if (!posting.isGuess || posting.transfer.down.evidence !== 'modelled') continue;
        const isWork = isScriptsOwn(posting) && isUntold(posting);
        if (!isWork && !learned.has(posting.host)) continue;
        anew++;
        if (isWork) posting.sized = 'work';
        const down = guesses.size(sizeClassOf(posting), posting.took ?? null);
        const isOther = down.bytes !== posting.transfer.down.bytes;
        if (isOther) postings.amend(posting, { down }, tabOf(posting.key));
        if (isOther || isWork) keep(posting);
      }
    },
    byPlayer: (posting, down, isLast, tabId) => {
      // A player that begins anew has nothing of what it had; that has come all the same.
      if (supersedes(down, posting.transfer.down)) postings.amend(posting, { down }, tabId);
      posting.awaits = { ...posting.awaits, down: !isLast };
      if (posting.awaits.down || posting.awaits.up) keep(posting);
      else close(posting);
    },
    knowUpload: (key, upload) => {
      if (!takeSame(earlyUploads, key, upload)) knownUploads.keep(key, upload);
    },
    byUpload: (key, upload, tabId) => {
      if (takeSame(knownUploads, key, upload)) return;
      const posting = open.waitingForUpload(key, upload.method);
      if (posting) uploaded(posting, upload.bytes, tabId);
      else earlyUploads.keep(key, upload);
    },
  };
}
