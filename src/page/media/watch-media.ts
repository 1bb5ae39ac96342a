import type { MediaReport } from '../../core/tap-report.ts';

/**
 * Events after which what a player has fetched, or its source, may have changed. They do not bubble, but can be
 * captured.
 */
const EVENTS = [
  'emptied',
  'loadstart',
  'progress',
  'suspend',
  'loadedmetadata',
  'durationchange',
  'seeking',
  'pause',
  'ended',
];

/** What changed within this time shares a message. */
const GATHER_MS = 500;

/** Ranges of one player at most. */
const MOST_RANGES = 100;

/** Chromium's counts of compressed bytes, in no standard. */
type Player = HTMLMediaElement & { webkitVideoDecodedByteCount?: number; webkitAudioDecodedByteCount?: number };

/** A player that was seen; the element may go when the page has dropped it. `looked`: see `MediaView`. */
type Seen = {
  id: number;
  element: WeakRef<Player>;
  told: string;
  idleSince: number | null;
  looked: { from: number; to: number | null } | null;
};

/**
 * Tells how much of their files the document's players have fetched, at most every half second, and once more as it is
 * left. Only files: what a page feeds to a player, it fetches itself.
 *
 * @returns a function to be called with each player that may not be in the document.
 */
export function watchMedia(send: (reports: MediaReport[]) => void): (player: HTMLMediaElement) => void {
  const known = new WeakMap<HTMLMediaElement, Seen>();
  const all = new Set<Seen>();
  const changed = new Set<Seen>();
  let lastId = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (some: Iterable<Seen>) => {
    clearTimeout(timer);
    timer = undefined;
    const reports: MediaReport[] = [];
    for (const one of some) {
      const player = one.element.deref();
      if (!player) all.delete(one);
      else noteIdling(one, player); // no event tells that it has resumed
      const report = player && reportOf(one, player);
      if (!report) continue;
      const { at: _, ...state } = report;
      const news = JSON.stringify(state);
      if (news === one.told) continue;
      one.told = news;
      reports.push(report);
    }
    changed.clear();
    if (reports.length > 0) send(reports);
  };

  const look = (player: HTMLMediaElement): Seen => {
    let one = known.get(player);
    if (!one) {
      one = { id: ++lastId, element: new WeakRef(player), told: '', idleSince: null, looked: null };
      known.set(player, one);
      all.add(one);
    }
    changed.add(one);
    noteIdling(one, player);
    timer ??= setTimeout(() => tell(changed), GATHER_MS);
    return one;
  };

  const hear = ({ target, type }: Event) => {
    if (!(target instanceof HTMLMediaElement)) return;
    const one = look(target);
    noteLooking(one, type);
    if (type !== 'suspend') return;
    // It may have resumed and stopped again since it was last looked at.
    if (one.idleSince !== null) one.idleSince = Date.now();
    // It has enough: nobody sees what is received from now on, and a seek may end that at any time.
    tell(changed);
  };
  for (const event of EVENTS) addEventListener(event, hear, true);
  for (const event of ['pagehide', 'beforeunload', 'visibilitychange']) addEventListener(event, () => tell(all));

  return (player) => {
    if (known.has(player)) return;
    look(player);
    for (const event of EVENTS) player.addEventListener(event, hear);
  };
}

/**
 * On a busy page `loadstart` may be heard only after some of the file has come and been cancelled; but `emptied`, of
 * the previous file, is heard before the next one is requested.
 */
function noteLooking(one: Seen, type: string): void {
  if (type === 'emptied') one.looked = { from: Date.now(), to: null };
  else if (type === 'loadstart') one.looked ??= { from: 0, to: null };
  else if (type === 'loadedmetadata') {
    one.looked ??= { from: 0, to: null };
    one.looked.to ??= Date.now();
  }
}

function noteIdling(one: Seen, player: Player): void {
  if (player.networkState !== HTMLMediaElement.NETWORK_IDLE) one.idleSince = null;
  else one.idleSince ??= Date.now();
}

/** `undefined` of a player that has no file. */
function reportOf({ id, idleSince, looked }: Seen, player: Player): MediaReport | undefined {
  const { currentSrc, duration, buffered } = player;
  if (!currentSrc.startsWith('http')) return undefined;
  const ranges: [number, number][] = [];
  for (let n = 0; n < Math.min(buffered.length, MOST_RANGES); n++) ranges.push([buffered.start(n), buffered.end(n)]);
  const hash = currentSrc.indexOf('#');
  return {
    kind: 'media',
    id,
    url: hash < 0 ? currentSrc : currentSrc.slice(0, hash),
    duration: Number.isFinite(duration) ? duration : 0,
    buffered: ranges,
    decoded: (player.webkitVideoDecodedByteCount ?? 0) + (player.webkitAudioDecodedByteCount ?? 0),
    idleSince,
    looked: looked && looked.to !== null ? [looked.from, looked.to] : null,
    at: Date.now(),
  };
}
