/** What text, a URL or a Request gives as its address; not resolved yet, and not sure to be one. */
export const addressOf = (input: unknown): string => (input as URL).href ?? (input as Request).url ?? input;
