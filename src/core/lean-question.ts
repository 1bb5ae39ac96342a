/** What a document asks: whether its tab loads lean, and to let one address through if it does. */
export type LeanQuestion = { type: 'lean'; load: string | null };

/** `words`: what can be done with an image that is held, in the user's language. */
export type LeanAnswer = { isLean: boolean; words: string };
