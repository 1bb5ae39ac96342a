/** A record, outside the database, of since when it has been counting. */
export type CountingMark = {
  /** Since when it has been counting, epoch ms; `null`: never before. */
  read(): Promise<number | null>;
  keep(since: number): Promise<void>;
  /** To be called before the database is emptied on purpose: an empty one beside a mark was lost. */
  forget(): Promise<void>;
};

export type NoticeLossDeps = {
  mark: Pick<CountingMark, 'read' | 'keep'>;
  /** The same according to the database; `null` in a new one. */
  countingSince: number | null;
  /** Records that all earlier data is gone, and that counting starts anew. */
  noteLoss(at: number): Promise<void>;
  /** Epoch ms. */
  now: number;
};

/**
 * Chromium silently replaces a damaged database with a new one. A new database beside a mark shows it.
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
