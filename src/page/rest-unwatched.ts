import { loadAgain } from './load-again.ts';
import type { OnOrder } from './obey-holds.ts';
import type { TapPort } from './tap-port.ts';
import { wouldLose } from './would-lose.ts';

/** A player that was loading, and where it stood: `at` in seconds, `null` where there is nowhere to go back to. */
type Stilled = { player: HTMLMediaElement; at: number | null; played: boolean };

/**
 * Ends what this document has under way when the background says that nobody looks at it, or that it is held and stays,
 * as a connection that is lost would; the rules keep it from asking again. When it may go on it does: players where they stood, images
 * that did not come, and the page is told that it is online, which is when pages open their channels anew. A document
 * that came while nobody looked, or was cut short, is loaded again. To be called before the page's own scripts run.
 *
 * Workers that transfer, and all of one that is held, end as well: such a document is loaded again when it may go on. While
 * nobody looks they are left to one in which what was typed would be lost by that. None is loaded again whose text would be
 * lost. A worker that other documents share is out of reach.
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
    // What is under way ends with it, and what would follow the rules block.
    for (const { player } of stilled) player.load();
  };

  const resume = (came: boolean) => {
    // One that was never told to rest has come since, and nothing with it; else only its address has changed.
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

/** One that has enough and does not play asks for no more by itself; what a page puts together it fetches by itself. */
function isLoading({ currentSrc, networkState, paused }: HTMLMediaElement): boolean {
  return currentSrc.startsWith('http') && (!paused || networkState === HTMLMediaElement.NETWORK_LOADING);
}
