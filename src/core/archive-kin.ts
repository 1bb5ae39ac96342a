/** How an archive's rows compare with one ledger's, of the same stretch, owner, site, host and kind. */
export type Likeness = {
  /** Rows that both have. */
  shared: number;
  /** Those with the same figures in both. */
  same: number;
  /** Those with figures as large or larger in the archive. */
  covered: number;
  /** All that the ledger has. */
  rows: number;
};

/** So many rows that all have grown are no coincidence: two devices' figures would lie now above, now below. */
const COVERED_ROWS = 8;

/**
 * Which ledger an archive continues: `0` this device's own, another number one that an earlier archive brought, `null`
 * none of them: it comes from another device, and all of it adds up.
 *
 * Figures of bytes hardly ever agree by chance. So where most of the rows that both have are the same to the byte, both
 * tell of the same traffic, and what differs has grown since; where most differ, two devices were used at once.
 *
 * @param own compared with what was counted here, and with that and all that was brought together
 */
export function archiveKin(own: Likeness, brought: ReadonlyMap<number, Likeness>): number | null {
  const isAlike = ({ shared, same }: Likeness) => same * 2 > shared;
  let best: { source: number; same: number } | null = null;
  // All that was brought is part of the whole: where both agree as often, it is the part that goes on.
  for (const [source, likeness] of brought)
    if (isAlike(likeness) && likeness.same > (best?.same ?? 0)) best = { source, same: likeness.same };
  if (isAlike(own) && own.same > (best?.same ?? 0)) return 0;
  if (best) return best.source;
  for (const [source, { shared, covered, rows }] of brought)
    if (shared >= COVERED_ROWS && covered === shared && shared === rows) return source;
  return null;
}
