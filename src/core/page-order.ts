import type { KeptAsk } from './kept-copy.ts';

/**
 * What the background orders the documents of a tab to do:
 *
 * - `whose`: a document without an address of its own answers with its origin;
 * - `let-go`: the tab is about to be stopped, unless a document answers that something in it would be lost;
 * - `stop-frames`: what other sites embed of these sites is held from now on;
 * - `rest`: nobody looks at the tab, or it is held and its page stays, and the rules let nothing more come. `isHeld`:
 *   the document also ends its workers, which cannot go on where they were;
 * - `end-workers`: workers of a tab at rest transfer, and are ended unless what was typed would be lost;
 * - `resume`: somebody looks again, or the tab is let go. `came`: it shows another address since;
 * - `tell-timeline`: documents report their timelines from the beginning, because the browser has not told sizes;
 * - `tell-kept-copies`: the HTTP cache entries of these responses are looked up, because nothing else tells their
 *   sizes.
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
