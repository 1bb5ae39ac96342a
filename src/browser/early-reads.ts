/** The keys of the popup's first view and of its language, by storage area. */
export const EARLY = { session: 'popup-view', local: 'language' } as const;

type Area = keyof typeof EARLY;
type Reads = Record<Area, Promise<Record<string, unknown>>>;
type Page = typeof globalThis & { datagaugeReads?: Reads };

/**
 * Requests both before the page's other scripts are there, so that the answers arrive while those are still loaded and
 * compiled. Works without the polyfill: each API it uses returns a promise in every browser.
 */
export function readEarly(): void {
  const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', typeof globalThis.chrome>;
  const { storage } = browser ?? chrome;
  const read = (area: Area): Promise<Record<string, unknown>> => storage[area].get(EARLY[area]);
  (globalThis as Page).datagaugeReads = { session: read('session'), local: read('local') };
}

/** The pending answer of an area; `undefined` where the page made no early request. */
export const earlyRead = (area: Area): Promise<Record<string, unknown>> | undefined =>
  (globalThis as Page).datagaugeReads?.[area];
