import type { KeptAsk } from './kept-copy.ts';

/**
 * What the background tells the documents of a tab: `whose`: one without an address of its own is to answer with its
 * origin; `let-go`: the tab is about to be stopped, unless a
 * document answers that something in it would be lost; `stop-frames`: what other
 * sites embed of these is held from now on; `rest`: nobody looks at the tab, or it is held and its page stays, and the
 * rules let nothing more come; `isHeld`: it is to end its workers too, which cannot go on where they were; `end-workers`:
 * workers of a tab that rests transfer, and are to end unless what was typed would be lost; `resume`: somebody looks again, or it is let go; `came`: it shows another address since; `tell-timeline`: their own timelines are
 * wanted, from their beginning on, because the browser has not told what came; `tell-kept-copies`: what the browser's cache has
 * kept of these responses is wanted, because nothing else tells what they weighed.
 */
export type PageOrder =
  | { type: 'whose' }
  | { type: 'let-go' }
  | { type: 'stop-frames'; sites: readonly string[] }
  | { type: 'rest'; isHeld: boolean }
  | { type: 'end-workers' }
  | { type: 'resume'; came: boolean }
  | { type: 'tell-timeline' }
  | { type: 'tell-kept-copies'; asks: readonly KeptAsk[] };

/** Whether a frame's host belongs to one of `sites`. */
export function isBelow(host: string, sites: readonly string[]): boolean {
  return sites.some((site) => host === site || host.endsWith(`.${site}`));
}
