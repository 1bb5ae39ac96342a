import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL = 0x06054b50;
const DEFLATED = 8;

/**
 * Unpacks a zip into a folder. Reads what `wxt zip` writes: no encryption, no zip64 (PKWARE APPNOTE 4.3).
 *
 * @param {string} file
 * @param {string} folder
 */
export function unpackZip(file, folder) {
  const zip = readFileSync(file);
  const end = zip.length - 22; // the end record is that long where the archive has no comment
  if (zip.readUInt32LE(end) !== END_OF_CENTRAL) throw new Error(`${file}: not a zip, or one with a comment`);
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== CENTRAL_HEADER) throw new Error(`${file}: its directory is damaged at ${at}`);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const target = path.join(folder, name);
    if (path.relative(folder, target).startsWith('..')) throw new Error(`${file}: ${name} leads out of it`);
    const header = zip.readUInt32LE(at + 42);
    const begin = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const packed = zip.subarray(begin, begin + zip.readUInt32LE(at + 20));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, zip.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(packed) : packed);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
