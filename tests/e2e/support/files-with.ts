import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Passes over a folder before it is given up: browsers tidy up within a few. */
const MOST_PASSES = 100;

/**
 * The files below a folder, by their paths in it, that hold a name, as it is or in UTF-16 of either order. Browsers write a file
 * anew under another name before they drop the old one: where one that was listed has gone, what it held may stand in one that
 * was not, and all is looked at again.
 */
export function filesWith(name: string, folder: string): string[] {
  const utf16 = Buffer.from(name, 'utf16le');
  const spellings = [Buffer.from(name), utf16, Buffer.from(utf16).swap16()];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const found = passOver(folder, (bytes) => spellings.some((spelling) => bytes.includes(spelling)));
    if (found) return found;
  }
  throw new Error(`The files of ${folder} do not come to rest.`);
}

/** `null` where a file or a folder has gone between the list and its reading. */
function passOver(folder: string, isWanted: (bytes: Buffer) => boolean): string[] | null {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .filter((file) => isWanted(readFileSync(file)))
      .map((file) => path.relative(folder, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
