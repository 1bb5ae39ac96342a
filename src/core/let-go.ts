/** What the background tells the documents of a tab that is about to be stopped. */
export const LET_GO = { type: 'let-go' };

export const isLetGo = (message: unknown): boolean => (message as Partial<typeof LET_GO> | null)?.type === LET_GO.type;
