/** See `unpack-zip.mjs`. */
export function unpackZip(file: string, folder: string): void;
