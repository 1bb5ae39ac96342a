/** Within a second a page tells of what it has fetched itself, by its timeline or as it reads it; within two in a hidden tab. */
export const TOLD_WITHIN_MS = 3000;
