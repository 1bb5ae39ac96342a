import { browser } from './browser.ts';

/** Storage that the browser's own account carries to the user's other devices. Without an account it stays here. */
export type SyncArea = {
  read(): Promise<Record<string, unknown>>;
  /** @throws where a quota is exceeded: 8 KB an item, 100 KB in all. */
  write(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
};

/** The browser account’s own storage. Each of its calls rejects where it is full, or written to too often. */
export const syncArea: SyncArea = {
  read: () => browser.storage.sync.get(null),
  write: (items) => browser.storage.sync.set(items),
  remove: (keys) => browser.storage.sync.remove(keys),
};

/** Subscribes to what this and other devices put there. Must be called in the first turn. */
export function onSyncArea(listener: () => void): void {
  // The area's own event: what is written to another one many times a minute wakes nobody.
  browser.storage.sync.onChanged.addListener(() => listener());
}
