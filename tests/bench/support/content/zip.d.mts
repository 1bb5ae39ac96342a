/** A ZIP archive of files by name. */
export function zip(files: Record<string, Buffer>): Buffer;
