/** A site's colour goes by its rank in the range that is shown; from the sixth on all share one. */
export function siteColour(rank: number): string {
  return rank >= 0 && rank < COLOURED ? `var(--site-${rank + 1})` : 'var(--site-rest)';
}

/** What is written on it. */
export function onSiteColour(rank: number): string {
  return rank >= 0 && rank < COLOURED ? `var(--site-${rank + 1}-on)` : 'var(--site-rest-on)';
}

/** Sites with a colour of their own. */
export const COLOURED = 5;
