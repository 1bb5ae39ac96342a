import { deflateSync } from 'node:zlib';
import { noise } from '../random.mjs';
import { crc32 } from './crc32.mjs';

/** @param {number} value */
function uint32(value) {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

/**
 * A PNG of noise that decodes (an image that does not is aborted by the browser, and never cached), of just the size asked
 * for: a private chunk fills up what the pixels leave.
 *
 * @param {string} seed
 * @param {number} bytes at least 120
 */
export function png(seed, bytes) {
  const side = Math.max(1, Math.min(600, Math.floor(Math.sqrt((bytes - 110) / 3))));
  const rows = noise(seed, side * (side * 3 + 1));
  for (let y = 0; y < side; y++) rows[y * (side * 3 + 1)] = 0; // filter type 'none'
  const header = Buffer.concat([uint32(side), uint32(side), Buffer.from([8, 2, 0, 0, 0])]);
  const head = [
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 0 })),
  ];
  const end = chunk('IEND', Buffer.alloc(0));
  const left = bytes - [...head, end].reduce((sum, part) => sum + part.length, 0) - 12;
  return Buffer.concat([...head, ...(left > 0 ? [chunk('ruSt', noise(seed, left))] : []), end]);
}

/** One grey pixel, baseline JPEG. */
const JPEG =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=';

/**
 * A JPEG that decodes to one pixel; its size is in application segments (marker APP11), as photographs carry their previews.
 *
 * @param {string} seed
 * @param {number} bytes at least 200
 */
export function jpeg(seed, bytes) {
  const base = Buffer.from(JPEG, 'base64');
  const parts = [base.subarray(0, 20)]; // SOI and APP0
  let left = bytes - base.length;
  while (left >= 4) {
    const size = Math.min(left, 65_537); // a segment's length field is 16 bits and counts itself
    const head = Buffer.from([0xff, 0xeb, 0, 0]);
    head.writeUInt16BE(size - 2, 2);
    parts.push(head, noise(`${seed}${left}`, size - 4));
    left -= size;
  }
  return Buffer.concat([...parts, base.subarray(20)]);
}

/** The smallest transparent GIF: a tracking pixel. */
export const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
