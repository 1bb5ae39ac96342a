import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';

/** Gives a test an empty IndexedDB. */
export function freshStorage(): void {
  globalThis.indexedDB = new IDBFactory();
}
