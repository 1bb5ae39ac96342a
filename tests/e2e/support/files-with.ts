import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import path from 'node:path';

/**
 * The files below a folder, by their paths in it, that hold a name, as it is or in UTF-16 of either order. Browsers move and
 * drop files meanwhile.
 */
export function filesWith(name: string, folder: string): string[] {
  const utf16 = Buffer.from(name, 'utf16le');
  const spellings = [Buffer.from(name), utf16, Buffer.from(utf16).swap16()];
  const read = (entry: Dirent): Buffer => {
    try {
      return readFileSync(path.join(entry.parentPath, entry.name));
    } catch {
      return Buffer.alloc(0);
    }
  };
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter((entry) => spellings.some((spelling) => read(entry).includes(spelling)))
    .map(({ parentPath, name: file }) => path.relative(folder, path.join(parentPath, file)));
}
