/** Silence in AAC (mono, 44.1 kHz) as fragmented MP4, ISO/IEC 14496-12 and -14, made without an encoder. */

const RATE = 44_100;
const FRAME_SAMPLES = 1024;
/** A low-complexity frame whose only channel is empty (ISO/IEC 14496-3). */
const FRAME = Buffer.from([0x00, 0xc8, 0x00, 0x80, 0x23, 0x80]);
/** Object type 2, frequency index 4, one channel. */
const CONFIG = Buffer.from([0x12, 0x08]);

const FRAMES = 86;
export const SEGMENT_SAMPLES = FRAMES * FRAME_SAMPLES;
export const SEGMENT_SECONDS = SEGMENT_SAMPLES / RATE;

const u8 = (...values: number[]) => Buffer.from(values);
const u16 = (...values: number[]) => Buffer.concat(values.map((value) => u8(value >> 8, value & 255)));
const u32 = (...values: number[]) => Buffer.concat(values.map((value) => u16(value >>> 16, value & 65_535)));
const zeros = (bytes: number) => Buffer.alloc(bytes);

const box = (type: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(8 + body.length), Buffer.from(type, 'latin1'), body]);
};
/** A box with version and flags. */
const full = (type: string, flags: number, ...parts: Buffer[]) => box(type, u32(flags), ...parts);

const MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
const UNDETERMINED = u16(0x55c4, 0);

const descriptor = (tag: number, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u8(tag, body.length), body]);
};

const elementaryStream = full(
  'esds',
  0,
  descriptor(3, u8(0, 1, 0), descriptor(4, u8(0x40, 0x15), zeros(11), descriptor(5, CONFIG)), descriptor(6, u8(2))),
);
const audio = box('mp4a', zeros(6), u16(1), zeros(8), u16(1, 16), zeros(4), u32(RATE * 65_536), elementaryStream);

const samples = box(
  'stbl',
  full('stsd', 0, u32(1), audio),
  full('stts', 0, u32(0)),
  full('stsc', 0, u32(0)),
  full('stsz', 0, u32(0, 0)),
  full('stco', 0, u32(0)),
);
const media = box(
  'mdia',
  full('mdhd', 0, u32(0, 0, RATE, 0), UNDETERMINED),
  full('hdlr', 0, zeros(4), Buffer.from('soun'), zeros(13)),
  box('minf', full('smhd', 0, zeros(4)), box('dinf', full('dref', 0, u32(1), full('url ', 1))), samples),
);

/** The initialization segment. */
export const silentHead = Buffer.concat([
  box('ftyp', Buffer.from('iso5'), u32(512), Buffer.from('iso5iso6mp41')),
  box(
    'moov',
    full('mvhd', 0, u32(0, 0, 1000, 0, 0x10000), u16(0x100), zeros(10), MATRIX, zeros(24), u32(2)),
    box('trak', full('tkhd', 3, u32(0, 0, 1, 0, 0), zeros(8), u16(0, 0, 0x100, 0), MATRIX, u32(0, 0)), media),
    box('mvex', full('trex', 0, u32(1, 1, FRAME_SAMPLES, FRAME.length, 0))),
  ),
]);

/** The nth media segment, counted from 0. */
export function silentSegment(n: number): Buffer {
  const moof = (dataAt: number) =>
    box(
      'moof',
      full('mfhd', 0, u32(n + 1)),
      box(
        'traf',
        full('tfhd', 0x20000, u32(1)),
        full('tfdt', 0, u32(n * SEGMENT_SAMPLES)),
        full('trun', 1, u32(FRAMES, dataAt)),
      ),
    );
  return Buffer.concat([moof(moof(0).length + 8), box('mdat', ...Array.from({ length: FRAMES }, () => FRAME))]);
}
