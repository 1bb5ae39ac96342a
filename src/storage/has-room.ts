/** Storage Buckets, only in Chromium 122 and later. */
type Buckets = {
  open(name: string): Promise<{ indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
};

/** A storage bucket of its own: nothing that happens there affects the rest. */
const PLACE = 'room';

/** What opening a database writes at most, except in rare cases: the rest of a log becomes a table. */
const BYTES = 1 << 20;

/** The most that one call returns. */
const RANDOM_BYTES = 1 << 16;

/**
 * Whether the disk has room for one MB more. No API tells, so that much is written where nothing can be lost, and
 * removed again: about 15 ms. `true` where it cannot be tried.
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
  // Random, since compressible data would need less room.
  const bytes = new Uint8Array(BYTES);
  for (let at = 0; at < BYTES; at += RANDOM_BYTES) crypto.getRandomValues(bytes.subarray(at, at + RANDOM_BYTES));
  transaction.objectStore(PLACE).put(bytes, 0);
  await written;
  opening.result.close();
}
