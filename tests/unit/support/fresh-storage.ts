import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';

/** Gives a test an IndexedDB with nothing in it. */
export function freshStorage(): void {
  globalThis.indexedDB = new IDBFactory();
}
