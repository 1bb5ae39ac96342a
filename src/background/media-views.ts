import type { Size } from '../core/body-size.ts';
import { CONNECTING_TRIPS } from '../core/in-flow.ts';
import { mediaSize, tripOf, type Beginning, type MediaPart, type MediaView } from '../core/media-size.ts';
import { unheardPart } from '../core/unheard-part.ts';
import type { Throughput } from './throughput.ts';

/** Files remembered at most, those not heard of for longest are forgotten first; and beginnings of responses of each. */
const KEPT = 500;
const BEGINS_KEPT = 50;

/** What a response has to have brought to tell how fast the link brings its file: players tell of it in blocks of 32 KiB. */
const TELLING_BYTES = 262_144;

/**
 * `isConnected`: its host keeps a connection that what is asked for next can use; `brought`: bytes of whole responses that
 * this has brought, `Infinity` where one of them was given up; `pace`: bytes a ms at its best.
 */
type File = {
  begins: Beginning[];
  view: MediaView | null;
  isConnected: boolean;
  brought: number;
  pace: number | null;
};

/** `at`: epoch ms. */
type ShowListener = (key: string, view: MediaView, at: number) => void;

/** What players say of their files, and where in these the responses to them began; by `openKey`. */
export type MediaViews = {
  /** Called when a response has begun. `sentAt`: epoch ms at which it was asked for; `null` where nothing told of that. */
  begins(key: string, part: MediaPart, sentAt: number | null): void;
  /** Called when one has ended. `isCut`: it was given up. */
  ends(key: string, part: MediaPart, isCut: boolean): void;
  /** Called with what a player says, and says of that instant (epoch ms). */
  shows(key: string, view: MediaView, at: number): void;
  /** What its player has said last; `null` where it has said nothing. */
  viewOf(key: string): MediaView | null;
  /** Calls with all that players say from then on. */
  onShown(listener: ShowListener): void;
  /**
   * How much of a response has come by `now` (epoch ms); `null` where what was heard says nothing of it. `isOver`: it was
   * given up then.
   */
  sizeOf(key: string, part: MediaPart, now: number, isOver: boolean): Size | null;
  /** What had come by `now` of a part that was asked for at `sentAt`, and given up before its head was told of: see `unheardPart`. */
  unheardOf(key: string, sentAt: number, now: number): Size | null;
};

/** @param throughput of the link, for what its players say nothing of */
export function createMediaViews(throughput: Pick<Throughput, 'bytesPerMs' | 'bestBytesPerMs'>): MediaViews {
  const files = new Map<string, File>();
  const listeners: ShowListener[] = [];
  /** How fast a response came until its player first had enough: a player that takes up again takes its time. */
  const paces = new WeakMap<MediaPart, number>();
  const of = (key: string) => {
    const file = files.get(key) ?? { begins: [], view: null, isConnected: false, brought: 0, pace: null };
    files.delete(key);
    files.set(key, file);
    if (files.size > KEPT) files.delete(files.keys().next().value!);
    return file;
  };
  return {
    begins: (key, { from, at }, sentAt) => {
      const { begins, isConnected, brought } = of(key);
      const waited = sentAt === null ? null : { ms: at - sentAt, trips: isConnected ? 1 : 1 + CONNECTING_TRIPS };
      begins.push({ from, at, waited, isFirst: brought < TELLING_BYTES });
      if (begins.length > BEGINS_KEPT) begins.shift();
    },
    ends: (key, { from, total, protocol }, isCut) => {
      const file = of(key);
      file.isConnected = !isCut || protocol !== 'http/1.1';
      file.brought = file.isConnected ? file.brought + (isCut || total === null ? Infinity : total - from) : 0;
    },
    shows: (key, view, at) => {
      of(key).view = view;
      for (const listener of listeners) listener(key, view, at);
    },
    viewOf: (key) => files.get(key)?.view ?? null,
    onShown: (listener) => void listeners.push(listener),
    sizeOf: (key, part, now, isOver) => {
      const file = files.get(key);
      if (!file?.view) return null;
      const { idleSince } = file.view;
      const bytesPerMs = Math.max(throughput.bytesPerMs(), paces.get(part) ?? 0);
      const fastest = throughput.bestBytesPerMs();
      const size = mediaSize(part, file.begins, file.view, { now, bytesPerMs, fastest, ofFile: file.pace, isOver });
      if (!size) return null;
      if (idleSince !== null && idleSince > part.at && !paces.has(part))
        paces.set(part, size.low / (idleSince - part.at));
      const ms = Math.min(now, idleSince ?? now) - part.at;
      if (size.low >= TELLING_BYTES && ms > 0) file.pace = Math.max(file.pace ?? 0, size.low / ms);
      return size;
    },
    unheardOf: (key, sentAt, now) => {
      const file = files.get(key);
      const trip = file && tripOf(file.begins);
      return file && trip != null && file.pace !== null ? unheardPart(now - sentAt, trip, file.pace) : null;
    },
  };
}
