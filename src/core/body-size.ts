import { contentLengthOf, headerOf, type HttpHeader } from './http-header.ts';

/** How a size is known, best first. */
export type Evidence = 'exact' | 'declared' | 'observed' | 'modelled';

/**
 * A body's size on the wire, as encoded, in bytes, with its 90 % interval; equal bounds where it is known. `guessed`:
 * how many bytes of an observed size nobody saw; absent: none.
 */
export type Size = { bytes: number; low: number; high: number; evidence: Evidence; guessed?: number };

/** A size without any doubt. */
export const known = (bytes: number, evidence: Evidence): Size => ({ bytes, low: bytes, high: bytes, evidence });

/** The same size, but no more than `most` bytes. */
export const atMost = (size: Size, most: number): Size => ({
  ...size,
  bytes: Math.min(size.bytes, most),
  low: Math.min(size.low, most),
  high: Math.min(size.high, most),
});

/**
 * Whether a new report of a body's size replaces an earlier one: what has come stays, so the new one must have seen at
 * least as much. What was guessed beyond that may turn out smaller.
 */
export const supersedes = (now: Size, before: Size): boolean => before.evidence === 'modelled' || now.low >= before.low;

/** What a completed response tells of its own body. */
export type ResponseFacts = {
  method: string;
  status: number;
  fromCache: boolean;
  headers: readonly HttpHeader[];
};

/**
 * The size of a response's body by its head alone, else by `guess`. Better evidence replaces it later.
 *
 * - A response from the cache, to HEAD, or with a status that has no body (RFC 9110 §6.4.1) costs no body at all,
 *   whatever its Content-Length says.
 * - A completed response with a Content-Length had exactly that many bytes, or the browser would have failed it. With
 *   Transfer-Encoding the length is void (RFC 9112 §6.3).
 */
export function bodySizeOf(response: ResponseFacts, guess: () => Size): Size {
  const { status } = response;
  const none =
    response.fromCache ||
    response.method === 'HEAD' ||
    status === 204 ||
    status === 205 ||
    status === 304 ||
    (status >= 100 && status < 200);
  if (none) return known(0, 'exact');
  const length = contentLengthOf(response.headers);
  if (length !== null && headerOf(response.headers, 'transfer-encoding') === null) return known(length, 'declared');
  return guess();
}

/** What arrives with a head in one flight, before anyone can cancel it (RFC 6928, ten segments). */
const FLIGHT_BYTES = 14_480;

/** The size of a redirect's body, which nobody reads: what its server declared, at most what comes with the head. */
export function redirectSizeOf(response: ResponseFacts): Size {
  // One that a rule redirected has no Location, and was cut off.
  if (headerOf(response.headers, 'location') === null) return known(0, 'exact');
  const { bytes, evidence } = bodySizeOf(response, () => known(0, 'exact'));
  return known(Math.min(bytes, FLIGHT_BYTES), evidence);
}
