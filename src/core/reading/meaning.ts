/**
 * What a word or phrase of a carrier's message says.
 *
 * - figures: `used`, `left`, `whole` say it outright; `usage`, `have`, `quota` only where nothing clearer stands near;
 *   `spent` all of it is gone; `reached` a share or amount is; `of` before and `outOf` after a whole
 * - time: `asOf`, `until`, `since`, `renewal` before a date; `on`, `to` right before it; `asOfAfter`, `untilAfter`
 *   behind it
 * - whose: `general` traffic of every kind; `other` a pool that general traffic does not draw on; `part` a pool beside
 *   others; `among` what follows is a part of what came before; `today` a day's own figure
 * - no figure: `offer` something to buy; `condition` only if; `threshold` beyond; `then` what follows from it; `almost`
 *   not yet; `limit` what follows is a speed or a limit
 * - subject: `data`, `calls`, `texts`, `money`
 * - `plus` between two amounts that are one together
 * - `plain`: nothing, but longer than a word inside it that would say something
 */
export type Meaning =
  | 'used'
  | 'left'
  | 'whole'
  | 'usage'
  | 'have'
  | 'quota'
  | 'spent'
  | 'reached'
  | 'of'
  | 'outOf'
  | 'asOf'
  | 'until'
  | 'since'
  | 'renewal'
  | 'on'
  | 'to'
  | 'asOfAfter'
  | 'untilAfter'
  | 'general'
  | 'other'
  | 'part'
  | 'among'
  | 'today'
  | 'offer'
  | 'condition'
  | 'threshold'
  | 'then'
  | 'almost'
  | 'limit'
  | 'data'
  | 'calls'
  | 'texts'
  | 'money'
  | 'plus'
  | 'plain';

/** A language's words. Phrases are separated by commas; the reader of this folds accents and traditional characters. */
export type Vocabulary = {
  /** What the language writes before a fraction. */
  decimal: '.' | ',';
  words: Partial<Record<Meaning, string>>;
};
