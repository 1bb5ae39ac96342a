/** Writes variable-length integers (LEB128, the base-128 varint of DWARF and Protocol Buffers). */
export type NumberWriter = {
  /** A whole number from 0 to 2 ** 53. */
  count(value: number): void;
  /** A whole number of either sign, zigzag-encoded. */
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

/** Above any sum, even of many figures of 2 ** 53 in an archive; a damaged number might be infinite. */
const HIGHEST = 2 ** 128;

/**
 * Decodes what `writeNumbers` wrote, in order; `null`: invalid. All at once: a report reads tens of thousands, mostly
 * in a worker just started, whose compiler optimises one loop long before many call sites of a reader.
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

/** Decodes a number that `signed` wrote. */
export const signedOf = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
