/** The colour of a site by its rank in the range shown; all ranks from `COLOURED` on share one, and so does −1. */
export function siteColour(rank: number): string {
  return rank >= 0 && rank < COLOURED ? `var(--site-${rank + 1})` : 'var(--site-rest)';
}

/** The colour of text on `siteColour`. */
export function onSiteColour(rank: number): string {
  return rank >= 0 && rank < COLOURED ? `var(--site-${rank + 1}-on)` : 'var(--site-rest-on)';
}

/** How many sites have a colour of their own. */
export const COLOURED = 5;
