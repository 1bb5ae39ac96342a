/** What the popup shows first and speaks, by the area of the browser's storage that has it under which key. */
export const EARLY = { session: 'popup-view', local: 'language' } as const;

type Area = keyof typeof EARLY;
type Reads = Record<Area, Promise<Record<string, unknown>>>;
type Page = typeof globalThis & { datagaugeReads?: Reads };

/**
 * Asks for both before the page's other scripts are there: the answers come while those are still loaded and compiled.
 * Stands alone, without the polyfill: each API that it asks answers with a promise in every browser.
 */
export function readEarly(): void {
  const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', typeof globalThis.chrome>;
  const { storage } = browser ?? chrome;
  const read = (area: Area): Promise<Record<string, unknown>> => storage[area].get(EARLY[area]);
  (globalThis as Page).datagaugeReads = { session: read('session'), local: read('local') };
}

/** The answer that is under way from an area; `undefined` where the page has not asked early. */
export const earlyRead = (area: Area): Promise<Record<string, unknown>> | undefined =>
  (globalThis as Page).datagaugeReads?.[area];
