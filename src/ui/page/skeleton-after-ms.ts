/** A page that gets its figures within this time shows no skeleton, which would only flicker. */
export const SKELETON_AFTER_MS = 80;
