import { loadAgain } from './load-again.ts';
import type { OnOrder } from './obey-holds.ts';
import type { TapPort } from './tap-port.ts';
import { wouldLose } from './would-lose.ts';

/** A player that was loading, and where it stood: `at` in seconds, `null` where there is nowhere to go back to. */
type Stilled = { player: HTMLMediaElement; at: number | null; played: boolean };

/**
 * Aborts what this document has in flight, as a lost connection would, when the background says that nobody looks at
 * it, or that it is held and stays; the rules keep it from asking again. When it may go on, players resume where they
 * stood, images that did not come are loaded, and the page is told that it is online, upon which pages reopen their
 * channels. A document that came while nobody looked, or was cut short, is loaded again. Must be called before the
 * page's own scripts run.
 *
 * Workers that transfer are ended too, and all workers of a held document; such a document is loaded again when it may
 * go on. While nobody looks, a document that would lose what was typed keeps its workers. None that would lose typed
 * text is loaded again. A worker shared with other documents is out of reach.
 */
export function restUnwatched(onOrder: OnOrder, { closeChannels, endWorkers }: TapPort): void {
  let stilled: Stilled[] = [];
  let isCutShort = false;
  let isResting = false;
  let lacksWorkers = false;

  const rest = (isHeld: boolean) => {
    if (isHeld && endWorkers()) lacksWorkers = true;
    if (isResting) return;
    isResting = true;
    isCutShort = document.readyState !== 'complete';
    const loading = [...document.querySelectorAll<HTMLMediaElement>('video, audio')].filter(isLoading);
    stilled = loading.map((player) => ({
      player,
      at: Number.isFinite(player.duration) ? player.currentTime : null,
      played: !player.paused,
    }));
    // Fetches, XMLHttpRequests, images and event sources; in Firefox players and sockets as well.
    window.stop();
    closeChannels();
    // This aborts what is in flight, and the rules block what would follow.
    for (const { player } of stilled) player.load();
  };

  const resume = (came: boolean) => {
    // If it was never told to rest, it came since, and without its resources; else only its address has changed.
    const isIncomplete = isCutShort || lacksWorkers || (came && !isResting);
    if (isIncomplete && !wouldLose()) return location.reload();
    if (!isResting) return;
    isResting = false;
    for (const { player, at, played } of stilled) {
      player.load();
      if (at !== null) player.currentTime = at;
      if (played) void player.play().catch(() => {});
    }
    stilled = [];
    for (const image of document.images)
      if (image.naturalWidth === 0 && image.currentSrc.startsWith('http')) loadAgain(image);
    dispatchEvent(new Event('online'));
  };

  onOrder((order) => {
    if (order.type === 'rest') rest(order.isHeld);
    else if (order.type === 'end-workers') lacksWorkers ||= isResting && !wouldLose() && endWorkers();
    else if (order.type === 'resume') resume(order.came);
    return undefined;
  });
}

/** A paused player that has enough requests no more; and what a page feeds to a player, the page fetches itself. */
function isLoading({ currentSrc, networkState, paused }: HTMLMediaElement): boolean {
  return currentSrc.startsWith('http') && (!paused || networkState === HTMLMediaElement.NETWORK_LOADING);
}
