import { browser } from './browser.ts';

/** Storage that the browser's account syncs to the user's other devices. Without an account it stays local. */
export type SyncArea = {
  read(): Promise<Record<string, unknown>>;
  /** @throws where a quota is exceeded: 8 KB an item, 100 KB in all. */
  write(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
};

/** The browser account’s sync storage. Each call rejects where a quota of size or of writes is exceeded. */
export const syncArea: SyncArea = {
  read: () => browser.storage.sync.get(null),
  write: (items) => browser.storage.sync.set(items),
  remove: (keys) => browser.storage.sync.remove(keys),
};

/** Subscribes to changes by this and other devices. Must be called in the first turn. */
export function onSyncArea(listener: () => void): void {
  // The area's own event: writes to other areas, many a minute, do not wake the worker.
  browser.storage.sync.onChanged.addListener(() => listener());
}
