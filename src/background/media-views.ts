import type { Size } from '../core/body-size.ts';
import { receivedOf, type CachedPart } from '../core/cached-part.ts';
import { CONNECTING_TRIPS } from '../core/in-flow.ts';
import { mediaSize, tripOf, type Beginning, type Idle, type MediaPart, type MediaView } from '../core/media-size.ts';
import type { Protocol } from '../core/wire.ts';
import { unheardPart } from '../core/unheard-part.ts';
import { isTooFast, type Throughput } from './throughput.ts';

/** Files remembered at most, the least recently used forgotten first; and starts of responses remembered of each. */
const FILES_KEPT = 500;
const STARTS_KEPT = 50;

/** The least size of a response that its throughput is measured from: players report in blocks of 32 KiB. */
const MEASURABLE_BYTES = 262_144;

/** A player that has been loading for so long has read all that had been received for it before. */
const CAUGHT_UP_MS = 500;

/**
 * `isConnected`: a connection to its host is open for the next request; `brought`: bytes that its complete responses
 * have brought over that connection, `Infinity` after a cancelled one; `pace`: best throughput, bytes per ms;
 * `protocol`: of its first response.
 */
type File = {
  begins: Beginning[];
  view: MediaView | null;
  isConnected: boolean;
  brought: number;
  pace: number | null;
  protocol: Protocol | null;
  loadingSince: number | null;
};

/** `at`: epoch ms. */
type ShowListener = (key: string, view: MediaView, at: number) => void;

/** What players report of their files, and at which offsets the responses began; by `openKey`. */
export type MediaViews = {
  /** A response has begun. `sentAt`: when its request was sent, epoch ms; `null`: unknown. */
  begins(key: string, part: MediaPart, sentAt: number | null): void;
  /** A response has ended. `isCut`: it was cancelled. */
  ends(key: string, part: MediaPart, isCut: boolean): void;
  /** A player has reported its state at that instant (epoch ms). */
  shows(key: string, view: MediaView, at: number): void;
  /** The protocol of the file's first response; `null` before that. The cache does not keep what tells it. */
  protocolOf(key: string): Protocol | null;
  /** The player's last report; `null` before the first. */
  viewOf(key: string): MediaView | null;
  /** Calls `listener` with every later report. */
  onShown(listener: ShowListener): void;
  /**
   * How much of a response has arrived by `now` (epoch ms); `null` where no report tells. `isOver`: it was cancelled
   * then.
   */
  sizeOf(key: string, part: MediaPart, now: number, isOver: boolean): Size | null;
  /**
   * What had arrived by `now` of a Range request sent at `sentAt` and cancelled before its head was reported: see
   * `unheardPart`.
   */
  unheardOf(key: string, sentAt: number, now: number): Size | null;
};

/** @param throughput the link's, for stretches that no player reports on */
export function createMediaViews(throughput: Pick<Throughput, 'bytesPerMs' | 'bestBytesPerMs'>): MediaViews {
  const files = new Map<string, File>();
  const listeners: ShowListener[] = [];
  /**
   * When the players of responses first had enough. From then on a response comes as fast as before, whatever its player
   * reads meanwhile, until the browser's buffers are full.
   */
  const idles = new WeakMap<MediaPart, Idle>();

  const of = (key: string) => {
    const file = files.get(key) ?? newFile();
    files.delete(key);
    files.set(key, file);
    if (files.size > FILES_KEPT) files.delete(files.keys().next().value!);
    return file;
  };
  const receivedPart = (size: Size, { from, at }: MediaPart, cached: CachedPart, now: number): Size => {
    const isFromDisk = !cached.isAll && isTooFast(size.low, now - at, throughput);
    return isFromDisk ? { ...size, bytes: 0, low: 0, guessed: 0 } : receivedOf(size, from, cached);
  };
  return {
    begins: (key, { from, at, protocol }, sentAt) => {
      const file = of(key);
      const { begins, isConnected, brought } = file;
      file.protocol ??= protocol;
      const waited = sentAt === null ? null : { ms: at - sentAt, trips: isConnected ? 1 : 1 + CONNECTING_TRIPS };
      begins.push({ from, at, waited, isFirst: brought < MEASURABLE_BYTES });
      if (begins.length > STARTS_KEPT) begins.shift();
    },
    ends: (key, { from, total, protocol }, isCut) => {
      const file = of(key);
      file.isConnected = !isCut || protocol !== 'http/1.1';
      file.brought = file.isConnected ? file.brought + (isCut || total === null ? Infinity : total - from) : 0;
    },
    shows: (key, view, at) => {
      const file = of(key);
      file.view = view;
      file.loadingSince = view.idleSince === null ? (file.loadingSince ?? view.at) : null;
      for (const listener of listeners) listener(key, view, at);
    },
    protocolOf: (key) => files.get(key)?.protocol ?? null,
    viewOf: (key) => files.get(key)?.view ?? null,
    onShown: (listener) => void listeners.push(listener),
    sizeOf: (key, part, now, isOver) => {
      const file = files.get(key);
      if (!file?.view) return null;
      const { idleSince } = file.view;
      const isCaughtUp = file.loadingSince !== null && file.view.at - file.loadingSince >= CAUGHT_UP_MS;
      if (isCaughtUp && !isOver) idles.delete(part);
      const idle = idles.get(part) ?? null;
      const bytesPerMs = throughput.bytesPerMs();
      const fastest = throughput.bestBytesPerMs();
      const size = mediaSize(part, file.begins, file.view, {
        now,
        bytesPerMs,
        fastest,
        ofFile: file.pace,
        idle,
        isOver,
      });
      if (!size) return null;
      if (idleSince !== null && idleSince > part.at && !idle) idles.set(part, { since: idleSince, taken: size.low });
      const ms = Math.min(now, idleSince ?? now) - part.at;
      const received = part.cached ? receivedPart(size, part, part.cached, now) : size;
      // What came from the disk says nothing of the link.
      if (received.low === size.low && size.low >= MEASURABLE_BYTES && ms > 0)
        file.pace = Math.max(file.pace ?? 0, size.low / ms);
      return received;
    },
    unheardOf: (key, sentAt, now) => {
      const file = files.get(key);
      const trip = file && tripOf(file.begins);
      return file && trip != null && file.pace !== null ? unheardPart(now - sentAt, trip, file.pace) : null;
    },
  };
}

const newFile = (): File => ({
  begins: [],
  view: null,
  isConnected: false,
  brought: 0,
  pace: null,
  protocol: null,
  loadingSince: null,
});
