import { crc32, deflateSync } from 'node:zlib';

/** `size` pseudo-random bytes, the same for the same seed. */
export function noise(size: number, seed: number): Buffer {
  const bytes = Buffer.alloc(size);
  let state = seed | 1;
  for (let i = 0; i < size; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = state & 0xff;
  }
  return bytes;
}

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** A valid PNG of exactly `size` bytes (80 at least): an image that fails to decode is aborted and never cached. */
export function png(size: number, seed: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(1, 0);
  header.writeUInt32BE(1, 4);
  header[8] = 8;
  header[9] = 0;
  const parts = [
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, seed & 0xff]))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  const padding = size - parts.reduce((sum, part) => sum + part.length, 0) - 12;
  if (padding < 0) throw new RangeError(`png: ${size} bytes are too few`);
  return Buffer.concat([...parts.slice(0, 3), chunk('paDd', noise(padding, seed)), parts[3]!]);
}

const WORDS = 'data plan meter gauge quota carrier site host byte wire bank water reading period pace'.split(' ');

/** Prose of about `size` bytes that compresses as prose does. */
export function prose(size: number, seed: number): string {
  const picks = noise(size, seed);
  let text = '';
  for (let i = 0; text.length < size; i++) text += WORDS[(picks[i % size] ?? 0) % WORDS.length]! + ' ';
  return text;
}

/** A sound of `size` bytes: RIFF with 16-bit stereo PCM, 48,000 samples a second. */
export function wav(size: number, seed: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(size - 8, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(48_000, 24);
  head.writeUInt32LE(192_000, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(size - 44, 40);
  return Buffer.concat([head, noise(size - 44, seed)]);
}
