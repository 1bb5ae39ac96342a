import { deflateSync } from 'node:zlib';
import { noise } from '../random.mjs';

const u16 = (/** @type {number[]} */ ...values) => Buffer.from(values.flatMap((v) => [(v >> 8) & 255, v & 255]));
const u32 = (/** @type {number[]} */ ...values) =>
  Buffer.from(values.flatMap((v) => [(v >>> 24) & 255, (v >>> 16) & 255, (v >>> 8) & 255, v & 255]));

/** @param {Buffer} data */
function checksum(data) {
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum = (sum + (data.readUInt32BE(i) >>> 0)) >>> 0;
  return sum;
}
const pad = (/** @type {Buffer} */ data) => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);

/** Two glyphs, both one triangle; the second is the letter A. @returns {Record<string, Buffer>} */
function tables() {
  const glyph = pad(
    Buffer.concat([u16(1, 0, 0, 500, 700, 2, 0), Buffer.from([1, 1, 1]), u16(0, 250, 250, 0, 700, -700 & 0xffff)]),
  );
  const name = Buffer.from('Bench', 'latin1');
  const records = [1, 2, 3, 4, 5, 6].flatMap((id) => [1, 0, 0, id, name.length, 0]);
  const cmap = [4, 32, 0, 4, 4, 1, 0, 65, 0xffff, 0, 65, 0xffff, (1 - 65) & 0xffff, 1, 0, 0];
  return {
    'OS/2': Buffer.concat([
      u16(4, 500, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0),
      Buffer.alloc(10),
      u32(1, 0, 0, 0),
      Buffer.from('NONE'),
      u16(64, 65, 65, 800, -200 & 0xffff, 90, 1000, 200),
      u32(1, 0),
      u16(500, 700, 0, 32, 1),
    ]),
    cmap: Buffer.concat([u16(0, 1, 3, 1), u32(12), u16(...cmap)]),
    glyf: Buffer.concat([glyph, glyph]),
    head: Buffer.concat([
      u32(0x10000, 0x10000, 0, 0x5f0f3cf5),
      u16(3, 1000),
      Buffer.alloc(16),
      u16(0, 0, 500, 700, 0, 8, 2, 1, 0),
    ]),
    hhea: Buffer.concat([u32(0x10000), u16(800, -200 & 0xffff, 90, 600, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, 2)]),
    hmtx: u16(600, 0, 600, 0),
    loca: u32(0, glyph.length, 2 * glyph.length),
    maxp: Buffer.concat([u32(0x10000), u16(2, 3, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)]),
    name: Buffer.concat([u16(0, 6, 6 + records.length * 2), u16(...records), name]),
    post: Buffer.concat([u32(0x30000, 0), u16(-75 & 0xffff, 50), u32(0, 0, 0, 0, 0)]),
  };
}

/**
 * A WOFF font (W3C WOFF 1.0) that browsers accept, of about the size asked for: a private table fills it up, which the
 * browser's sanitiser drops after the download.
 *
 * @param {string} seed
 * @param {number} bytes at least 700; the rest of the font weighs 594
 */
export function woff(seed, bytes) {
  const all = { ...tables(), zzzz: noise(seed, Math.max(4, bytes - 594) & ~3) };
  const names = Object.keys(all).sort();
  const directory = [];
  const bodies = [];
  let offset = 44 + names.length * 20;
  for (const name of names) {
    const data = all[/** @type {keyof typeof all} */ (name)];
    const packed = deflateSync(data);
    const body = packed.length < data.length ? packed : data;
    directory.push(Buffer.from(name, 'latin1'), u32(offset, body.length, data.length, checksum(pad(data))));
    bodies.push(pad(body));
    offset += pad(body).length;
  }
  const plain = names.reduce((sum, name) => sum + pad(all[/** @type {keyof typeof all} */ (name)]).length, 0);
  const header = Buffer.concat([
    Buffer.from('wOFF'),
    u32(0x10000, offset),
    u16(names.length, 0),
    u32(12 + names.length * 16 + plain),
    u16(1, 0),
    u32(0, 0, 0, 0, 0),
  ]);
  return Buffer.concat([header, ...directory, ...bodies]);
}
