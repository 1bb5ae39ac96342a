/**
 * After this long without an answer a page says that the background does not answer. A background that starts with
 * three years of data answers within a second (`npm run bench:popup`); on a busy machine it takes several times as
 * long.
 */
export const SILENT_AFTER_MS = 5_000;
