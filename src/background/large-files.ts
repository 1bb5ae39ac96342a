import type { LargeFile } from '../core/large-file.ts';

/** Responses that the guard has held since the browser started, until they are answered. */
export type LargeFiles = {
  add(file: Omit<LargeFile, 'id'>): LargeFile;
  /** Newest first. */
  list(): LargeFile[];
  find(id: string): LargeFile | undefined;
  ofAddress(address: string): LargeFile | undefined;
  remove(id: string): void;
};

/** A page that tries the same again and again makes one entry; what is older than so many others is forgotten. */
const FILES_KEPT = 30;

export function createLargeFiles(newId: () => string): LargeFiles {
  let files: LargeFile[] = [];
  return {
    add: (file) => {
      const known = files.find(({ address, tab }) => address === file.address && tab === file.tab);
      const added = { ...file, id: known?.id ?? newId() };
      files = [added, ...files.filter((one) => one !== known)].slice(0, FILES_KEPT);
      return added;
    },
    list: () => files,
    find: (id) => files.find((file) => file.id === id),
    ofAddress: (address) => files.find((file) => file.address === address),
    remove: (id) => void (files = files.filter((file) => file.id !== id)),
  };
}
