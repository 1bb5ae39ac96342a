import { crc32, deflateSync } from 'node:zlib';
import { createRandom } from './random.mjs';

const SMALLEST_BYTES = 20_000;
const LARGEST_BYTES = 400_000;
/** Grain of 16 levels on three channels compresses to about this much a pixel. */
const BYTES_PER_PIXEL = 1.45;
/** @type {Map<number, Buffer>} */
const painted = new Map();

/**
 * A valid PNG of a harbour at some hour, 20 to 400 KB. The same number always gives the same picture.
 *
 * @param {number} number
 */
export function picture(number) {
  const ready = painted.get(number) ?? paint(number);
  painted.set(number, ready);
  return ready;
}

/** @param {number} number */
function paint(number) {
  const random = createRandom(number + 1);
  const bytes = SMALLEST_BYTES * (LARGEST_BYTES / SMALLEST_BYTES) ** random();
  const width = Math.round(Math.sqrt((bytes / BYTES_PER_PIXEL) * (4 / 3)));
  const height = Math.round((width * 3) / 4);
  const [day, sunX, horizon] = [random(), 0.15 + 0.7 * random(), 0.5 + 0.15 * random()];
  const [skyTop, skyLow, seaFar, seaNear, hills] = [
    mix([20, 40, 58], [120, 180, 205], day),
    mix([70, 60, 70], [243, 226, 200], day),
    mix([16, 48, 64], [40, 140, 165], day),
    mix([8, 30, 42], [11, 106, 134], day),
    mix([30, 52, 60], [96, 130, 138], day),
  ];
  const rows = Buffer.alloc(height * (1 + width * 3)); // each row begins with its filter: 0, none
  let at = 0;
  for (let y = 0; y < height; y++) {
    at++;
    const v = y / height;
    for (let x = 0; x < width; x++) {
      const u = x / width;
      const ridge = horizon - 0.07 - 0.04 * Math.sin(u * 9 + number) - 0.02 * Math.sin(u * 23);
      const sun = Math.hypot(u - sunX, (v - horizon + 0.1 + 0.3 * day) * 0.75) < 0.06;
      const colour =
        v > horizon
          ? mix(seaFar, seaNear, (v - horizon) / (1 - horizon))
          : v > ridge
            ? hills
            : sun
              ? [255, 236, 190]
              : mix(skyTop, skyLow, v / horizon);
      for (const channel of colour) rows[at++] = Math.min(255, Math.max(0, channel - 8 + random() * 16));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits a channel, RGB
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/**
 * @param {number[]} from
 * @param {number[]} to
 * @param {number} share 0…1
 */
function mix(from, to, share) {
  return from.map((value, index) => value + ((to[index] ?? value) - value) * share);
}
