/** Together these tell a response from an earlier one of its address: Date changes by the second (RFC 9110 §6.6.1). */
const TELLING = ['date', 'etag', 'last-modified'];

/** What identifies the response that a cache entry must be of. `headerOf`: `null` where there is none. */
export const keptStamp = (headerOf: (name: string) => string | null): string =>
  TELLING.map((name) => headerOf(name) ?? '').join('\n');
