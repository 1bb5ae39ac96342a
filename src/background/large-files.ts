import type { LargeFile } from '../core/large-file.ts';

/** Responses that the guard has held since the browser started and that nobody has answered yet. */
export type LargeFiles = {
  add(file: Omit<LargeFile, 'id'>): LargeFile;
  /** Newest first. */
  list(): readonly LargeFile[];
  find(id: string): LargeFile | undefined;
  ofAddress(address: string): LargeFile | undefined;
  remove(id: string): void;
};

export type LargeFilesDeps = {
  /** What an earlier run of the background kept, newest first. */
  readLarge(): Promise<LargeFile[]>;
  keepLarge(files: readonly LargeFile[]): Promise<void>;
  newId(): string;
};

/** Entries kept; the oldest are dropped. A page that retries an address has one entry. */
const FILES_KEPT = 30;

/** Continues an earlier run's list: the user may answer long after the background was stopped. */
export async function createLargeFiles(deps: LargeFilesDeps): Promise<LargeFiles> {
  let files: readonly LargeFile[] = await deps.readLarge().catch(() => []);
  const change = (next: readonly LargeFile[]) => {
    files = next;
    void deps.keepLarge(files).catch(() => {});
  };
  return {
    add: (file) => {
      const known = files.find(({ address, tab }) => address === file.address && tab === file.tab);
      const added = { ...file, id: known?.id ?? deps.newId() };
      change([added, ...files.filter((one) => one !== known)].slice(0, FILES_KEPT));
      return added;
    },
    list: () => files,
    find: (id) => files.find((file) => file.id === id),
    ofAddress: (address) => files.find((file) => file.address === address),
    remove: (id) => change(files.filter((file) => file.id !== id)),
  };
}
