/** Writes variable-length integers (LEB128, the base-128 varint of DWARF and Protocol Buffers). */
export type NumberWriter = {
  /** A whole number from 0 to 2 ** 53. */
  count(value: number): void;
  /** A whole number of either sign, in zigzag. */
  signed(value: number): void;
  bytes(): Uint8Array<ArrayBuffer>;
};

export type NumberReader = { count(): number; signed(): number };

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

/** What `writeNumbers` wrote, in its order. */
export function readNumbers(bytes: Uint8Array): NumberReader {
  let at = 0;
  const count = (): number => {
    let byte = bytes[at++]!;
    // Most are small: half a million cells are read for one report.
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let scale = 128; ; scale *= 128) {
      byte = bytes[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  return {
    count,
    signed: () => {
      const value = count();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
  };
}
