/** A page that has its numbers within this time shows no skeleton: it would only flicker. */
export const SKELETON_AFTER_MS = 80;
