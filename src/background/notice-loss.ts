/** What is known of a database from elsewhere. */
export type CountingMark = {
  /** Since when it has been counting, epoch ms; `null`: never before. */
  read(): Promise<number | null>;
  keep(since: number): Promise<void>;
  /** To be called before the database is emptied on purpose: one that is empty beside a mark was lost. */
  forget(): Promise<void>;
};

export type NoticeLossDeps = {
  mark: Pick<CountingMark, 'read' | 'keep'>;
  /** What the database says of the same; `null` in a new one. */
  countingSince: number | null;
  /** Writes down that all from before is gone, and that counting begins anew. */
  noteLoss(at: number): Promise<void>;
  /** Epoch ms. */
  now: number;
};

/**
 * Chromium makes a new database where it finds the old one damaged, and tells nobody. Whoever then finds a new database and a
 * mark that it is not the first says so.
 *
 * @returns whether there was a loss
 */
export async function noticeLoss({ mark, countingSince, noteLoss, now }: NoticeLossDeps): Promise<boolean> {
  const since = await mark.read();
  if (countingSince !== null && since === null) await mark.keep(countingSince);
  const isLost = countingSince === null && since !== null;
  if (isLost) await noteLoss(now);
  return isLost;
}
