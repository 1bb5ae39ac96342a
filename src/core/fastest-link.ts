/** No link that is metered brings more, whatever a server or a page says: 1 Gbit/s, in bytes a millisecond. */
export const FASTEST_LINK = 125_000;

/** What a response may bring together with its head, before any time has passed. */
const AT_ONCE_BYTES = 64_000;

/** The most that a response may have brought in `ms` after its head; no bound where the time is not known. */
export const mostBytesIn = (ms: number | undefined): number => AT_ONCE_BYTES + FASTEST_LINK * (ms ?? Infinity);

/** What a page tells may be of so many ms more than the background has heard of. */
export const CLAIM_GRACE_MS = 10_000;

/** The most that a page may claim of a response under way for `ms`; no bound where the time is not known. */
export const mostClaimed = (ms: number | undefined): number => mostBytesIn(ms === undefined ? ms : ms + CLAIM_GRACE_MS);
