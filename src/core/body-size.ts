import { contentLengthOf, headerOf, type HttpHeader } from './http-header.ts';

/** How a size is known, best first. */
export type Evidence = 'exact' | 'declared' | 'observed' | 'modelled';

/**
 * A body's size on the wire, as encoded, in bytes, with its 90 % interval; equal ends where it is known. `guessed`: of an
 * observed one, those of its bytes that nobody saw; absent: none.
 */
export type Size = { bytes: number; low: number; high: number; evidence: Evidence; guessed?: number };

/** A size without any doubt. */
export const known = (bytes: number, evidence: Evidence): Size => ({ bytes, low: bytes, high: bytes, evidence });

/**
 * Whether what is told of a body now takes the place of what was told before: what has come has come, so it must have
 * seen as much at least. What was guessed beyond that may turn out less.
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
 * The size of a response's body by its own head alone, else by `guess`. Better evidence replaces it later.
 *
 * - An answer from the cache, to HEAD, or with a status that has no body (RFC 9110 §6.4.1) costs no body at all,
 *   whatever its Content-Length says.
 * - A completed response with a Content-Length had exactly that many bytes, or the browser would have failed it.
 *   With Transfer-Encoding the length is void (RFC 9112 §6.3).
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
