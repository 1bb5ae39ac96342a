/**
 * Everything that an extension has stored, by place: its storage areas, each store of each database, and what any page
 * may store. Runs in an extension page.
 */
export async function readStored(): Promise<Record<string, string>> {
  type Area = { get(keys: null): Promise<object> };
  const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', { storage: Record<string, Area> }>;
  const { storage } = browser ?? chrome;
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error!);
    });
  // Byte arrays as characters of the same codes, so that names within them remain readable.
  const plain = (_: string, value: unknown): unknown =>
    value instanceof Map || value instanceof Set
      ? [...value]
      : value instanceof Uint8Array
        ? Array.from(value, (byte) => String.fromCharCode(byte)).join('')
        : value;
  const text = (value: unknown) => JSON.stringify(value, plain);
  const stored: Record<string, string> = {};
  for (const area of ['local', 'session', 'sync'] as const) stored[area] = text(await storage[area]!.get(null));
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name!));
    for (const store of database.objectStoreNames) {
      const values = database.transaction(store).objectStore(store);
      stored[`${name} ${store}`] = text([await asked(values.getAllKeys()), await asked(values.getAll())]);
    }
    database.close();
  }
  stored['localStorage'] = text({ ...localStorage });
  stored['sessionStorage'] = text({ ...sessionStorage });
  stored['caches'] = text(await caches.keys());
  return stored;
}
