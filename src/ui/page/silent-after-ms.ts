/**
 * From then on a page says that the background does not answer. One that starts with three years to read answers within a
 * second (`npm run bench:popup`); a busy machine takes several times as long.
 */
export const SILENT_AFTER_MS = 5_000;
