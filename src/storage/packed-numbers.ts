/** Writes variable-length integers (LEB128, the base-128 varint of DWARF and Protocol Buffers). */
export type NumberWriter = {
  /** A whole number from 0 to 2 ** 53. */
  count(value: number): void;
  /** A whole number of either sign, in zigzag. */
  signed(value: number): void;
  bytes(): Uint8Array<ArrayBuffer>;
};

/** An empty writer; its buffer grows with what is written. */
export function writeNumbers(): NumberWriter {
  let buffer = new Uint8Array(256);
  let length = 0;
  const put = (byte: number) => {
    if (length === buffer.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(buffer);
      buffer = larger;
    }
    buffer[length++] = byte;
  };
  // Division, not shifts: those stop at 32 bits and bytes do not.
  const count = (value: number) => {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) put((rest % 128) + 128);
    put(rest);
  };
  return {
    count,
    signed: (value) => count(value < 0 ? -2 * value - 1 : 2 * value),
    bytes: () => buffer.slice(0, length),
  };
}

/** No sum comes to this, though an archive may bring many figures of 2 ** 53; one that is damaged might be infinite. */
const HIGHEST = 2 ** 128;

/**
 * What `writeNumbers` wrote, in its order; `null`: it never wrote that. All at once: a report reads tens of thousands, mostly by a
 * worker that has just been woken, whose compiler gets one loop fast long before the many places that would ask for the next number.
 */
export function readNumbers(bytes: Uint8Array): Float64Array | null {
  const numbers = new Float64Array(bytes.length);
  let count = 0;
  for (let at = 0; at < bytes.length; count++) {
    let byte = bytes[at++]!;
    let value = byte & 127;
    for (let scale = 128; byte >= 128; scale *= 128) {
      byte = bytes[at++]!;
      value += (byte & 127) * scale;
    }
    if (value > HIGHEST) return null;
    numbers[count] = value;
  }
  return numbers.subarray(0, count);
}

/** The number that `signed` wrote as this one. */
export const signedOf = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
