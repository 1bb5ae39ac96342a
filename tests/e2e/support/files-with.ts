import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Passes over a folder before giving up: browsers finish tidying within a few. */
const MOST_PASSES = 100;

/**
 * Paths, relative to `folder`, of the files that contain `name`, as UTF-8 or as UTF-16 of either byte order. Browsers
 * write a file anew under another name before they delete the old one. So where a listed file has gone, its content may
 * be in one that was not listed, and the whole folder is read again.
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

/** `null` where a file or folder was deleted between listing and reading. */
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
