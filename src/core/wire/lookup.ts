import { datagramHeader, type Family } from './packets.ts';

/**
 * A DNS lookup: browsers ask for A, AAAA and HTTPS records (RFC 1035, RFC 3596, RFC 9460). A question takes 12 bytes of
 * header, the name and 6 (RFC 1035 §4), with EDNS 11 more; answers bring a CNAME and two addresses on average.
 */
const QUESTIONS = 3;
const QUESTION_BYTES = 12 + 22 + 6 + 11;
const ANSWER_BYTES = 60;

/** Bytes each way, over UDP. */
export function lookupBytes(family: Family): { down: number; up: number } {
  const up = QUESTIONS * (QUESTION_BYTES + datagramHeader(family));
  return { down: up + QUESTIONS * ANSWER_BYTES, up };
}
