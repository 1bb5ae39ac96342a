/** What a document asks of an image that did not come: whether it is held, and to let it through. */
export type HeldImageQuestion = { type: 'held-image'; address: string; load: boolean };

/** What can be done with it, in the user's language; `null`: nothing, it is not held. */
export type HeldImageAnswer = { words: string | null };
