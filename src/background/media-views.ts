import type { Size } from '../core/body-size.ts';
import { mediaSize, type Beginning, type MediaPart, type MediaView } from '../core/media-size.ts';
import type { Throughput } from './throughput.ts';

/** Files remembered at most, those not heard of for longest are forgotten first; and beginnings of responses of each. */
const KEPT = 500;
const BEGINS_KEPT = 50;

/** What players say of their files, and where in these the responses to them began; by `openKey`. */
export type MediaViews = {
  /** Called when a response has begun. */
  begins(key: string, part: MediaPart): void;
  /** Called with what a player says now. */
  shows(key: string, view: MediaView): void;
  /** What its player has said last; `null` where it has said nothing. */
  viewOf(key: string): MediaView | null;
  /** Calls with all that players say from then on. */
  onShown(listener: (key: string, view: MediaView) => void): void;
  /** How much of a response has come by `now` (epoch ms); `null` where what was heard says nothing of it. */
  sizeOf(key: string, part: MediaPart, now: number): Size | null;
};

/** @param throughput of the link, for what its players say nothing of */
export function createMediaViews(throughput: Pick<Throughput, 'bytesPerMs' | 'bestBytesPerMs'>): MediaViews {
  const files = new Map<string, { begins: Beginning[]; view: MediaView | null }>();
  const listeners: ((key: string, view: MediaView) => void)[] = [];
  /** How fast a response came until its player first had enough: a player that takes up again takes its time. */
  const paces = new WeakMap<MediaPart, number>();
  const of = (key: string) => {
    const file = files.get(key) ?? { begins: [], view: null };
    files.delete(key);
    files.set(key, file);
    if (files.size > KEPT) files.delete(files.keys().next().value!);
    return file;
  };
  return {
    begins: (key, { from, at }) => {
      const { begins } = of(key);
      begins.push({ from, at });
      if (begins.length > BEGINS_KEPT) begins.shift();
    },
    shows: (key, view) => {
      of(key).view = view;
      for (const listener of listeners) listener(key, view);
    },
    viewOf: (key) => files.get(key)?.view ?? null,
    onShown: (listener) => void listeners.push(listener),
    sizeOf: (key, part, now) => {
      const file = files.get(key);
      if (!file?.view) return null;
      const { idleSince } = file.view;
      const bytesPerMs = Math.max(throughput.bytesPerMs(), paces.get(part) ?? 0);
      const size = mediaSize(part, file.begins, file.view, { now, bytesPerMs, fastest: throughput.bestBytesPerMs() });
      if (size && idleSince !== null && idleSince > part.at && !paces.has(part))
        paces.set(part, size.low / (idleSince - part.at));
      return size;
    },
  };
}
