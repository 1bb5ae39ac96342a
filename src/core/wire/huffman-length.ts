/**
 * Bits of the code of each printable character, U+0020 first, as one digit in base 36 each (RFC 7541, appendix B; QPACK
 * uses the same, RFC 9204 §4.1.2).
 */
const CODE_BITS = '6aacd68baa8b8666555666666678f6cad67777777777777777777777878djde6f56565666577666567655677777fbed';

/** Bits of any other octet: 20 to 30; header values hardly have them. */
const OTHER_BITS = 26;

const BITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = CODE_BITS[code - 0x20];
  return digit === undefined ? OTHER_BITS : Number.parseInt(digit, 36);
});

/** Bytes of a string literal in HPACK: its length prefix, and the shorter of Huffman code and plain (RFC 7541 §5.2). */
export function stringBytes(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits += BITS[text.charCodeAt(i)] ?? OTHER_BITS;
  const bytes = Math.min(text.length, Math.ceil(bits / 8));
  return bytes + (bytes < 127 ? 1 : bytes < 255 ? 2 : 3);
}
