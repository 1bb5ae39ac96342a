/** A response header as webRequest tells it; `value` is missing where the bytes were no text. */
export type HttpHeader = { name: string; value?: string | undefined };

/** The first value of a header, trimmed; `null` where it was not sent. `name` in lower case. */
export function headerOf(headers: readonly HttpHeader[], name: string): string | null {
  for (const header of headers) {
    const { name: own } = header;
    // Mostly in lower case, as in HTTP/2.
    if (own === name || (own.length === name.length && own.toLowerCase() === name)) return header.value?.trim() ?? '';
  }
  return null;
}

/**
 * The length that a Content-Length declares, in bytes. `null` where there is none or it is no length at all
 * (RFC 9110 §8.6: digits only; a list of equal values counts as one).
 */
export function contentLengthOf(headers: readonly HttpHeader[]): number | null {
  const value = headerOf(headers, 'content-length');
  if (value === null) return null;
  const parts = value.includes(',') ? value.split(',').map((part) => part.trim()) : [value];
  const first = parts[0]!;
  if (!/^\d{1,15}$/.test(first) || parts.some((part) => part !== first)) return null;
  return Number(first);
}
