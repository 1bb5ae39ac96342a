/**
 * A page reports what it has fetched itself, by its timeline or as it reads it, within a second; in a hidden tab within
 * two.
 */
export const TOLD_WITHIN_MS = 3000;
