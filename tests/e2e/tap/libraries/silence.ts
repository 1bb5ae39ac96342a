/** A frame of MPEG-1 layer III at 128 kbit/s and 44.1 kHz (ISO 11172-3): its header and zeros, which are silence. */
const FRAME = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]);
const FRAME_SECONDS = 1152 / 44_100;

/** About `seconds` seconds of silence, as MP3. */
export const silence = (seconds: number): Buffer =>
  Buffer.concat(Array.from({ length: Math.round(seconds / FRAME_SECONDS) }, () => FRAME));
