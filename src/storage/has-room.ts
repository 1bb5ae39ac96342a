/** Chromium 122 and later; others have no such thing. */
type Buckets = {
  open(name: string): Promise<{ indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
};

/** Of the browser's storage, a place of its own: what happens there touches nothing else. */
const PLACE = 'room';

/** What opening a database may write at most, but for rare cases: a log's rest becomes a table. */
const BYTES = 1 << 20;

/** As much as one call gives. */
const RANDOM_BYTES = 1 << 16;

/**
 * Whether the disk has room for a MB more. No API tells that, so as much is written where nothing can be lost by it, and taken
 * away again: some 15 ms. `true` where it cannot be tried.
 */
export async function hasRoom(): Promise<boolean> {
  const buckets = (navigator as { storageBuckets?: Buckets }).storageBuckets;
  if (!buckets) return true;
  try {
    await fill((await buckets.open(PLACE)).indexedDB);
    return true;
  } catch {
    return false;
  } finally {
    await buckets.delete(PLACE).catch(() => {});
  }
}

async function fill(factory: IDBFactory): Promise<void> {
  const opening = factory.open(PLACE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(PLACE);
  await new Promise((resolve, reject) => {
    opening.onsuccess = resolve;
    opening.onerror = () => reject(opening.error!);
  });
  const transaction = opening.result.transaction(PLACE, 'readwrite');
  const written = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error!);
  });
  // What can be compressed would need less room than it says.
  const bytes = new Uint8Array(BYTES);
  for (let at = 0; at < BYTES; at += RANDOM_BYTES) crypto.getRandomValues(bytes.subarray(at, at + RANDOM_BYTES));
  transaction.objectStore(PLACE).put(bytes, 0);
  await written;
  opening.result.close();
}
