import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {string} command
 * @returns {string | null} the file that `PATH` leads to; `null`: none
 */
export function findCommand(command) {
  const names = process.platform === 'win32' ? [command, `${command}.exe`] : [command];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isExecutable) ?? null;
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
