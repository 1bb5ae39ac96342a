/** What an SRTP packet's authentication adds to the bytes that statistics report (AES-GCM, RFC 7714 §5). */
const TAG_BYTES = 16;

/**
 * The payload of a data channel's full packet: browsers limit SCTP packets to 1,191 bytes, 12 of header and 16 of the
 * chunk's included (RFC 9260 §3). DTLS adds 37 (RFC 6347 §4.1, RFC 5288).
 */
const DATA_BYTES = 1163;
const DATA_OVERHEAD = 65;

/**
 * The size of packets that are neither: reports and feedback about media, acknowledgements of data. They have 55
 * (Firefox 153's) to 88 bytes (Chromium 156's), as `npm run bench:accuracy -- --browser firefox --site long-talk` sees
 * them on the link.
 */
const SMALL_BYTES = 70;

/**
 * How many packets a connection's bytes came in, one way, where the browser tells only those of media.
 *
 * @param whole bytes of all of them, without IP and UDP; 0 where that is not told
 * @param parts `media`: bytes of RTP, heads included; `data`: payload bytes of `messages` on data channels
 */
export function peerPackets(
  whole: number,
  { media, mediaPackets, data, messages }: { media: number; mediaPackets: number; data: number; messages: number },
): number {
  const dataPackets = Math.max(messages, Math.ceil(data / DATA_BYTES));
  const rest = whole - media - mediaPackets * TAG_BYTES - data - dataPackets * DATA_OVERHEAD;
  return mediaPackets + dataPackets + Math.max(0, Math.round(rest / SMALL_BYTES));
}
