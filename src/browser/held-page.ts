import type { PageOrder } from '../core/page-order.ts';
import { browser } from './browser.ts';

const PAGE = 'held.html';

/**
 * The held page's address. In Chromium with the extension's own id, though `getURL` returns one that is new in each
 * session: rules accept the former, and pages can reach neither (`use_dynamic_url`).
 */
export const heldPage = (): string =>
  import.meta.env.FIREFOX ? browser.runtime.getURL(PAGE) : `chrome-extension://${browser.runtime.id}/${PAGE}`;

/** Reloads a tab: what was let through can load now. */
export async function reloadTab(id: number): Promise<void> {
  await browser.tabs.reload(id);
}

/** The address of a window opened without one; Chromium shows it only to extensions that may see all addresses. */
const BARE = 'about:blank';

/** A busy document may not react; no tab is waited for longer than this. */
const HEARD_MS = 400;

/**
 * Stops all that a tab loads by reloading it: the rules that now hold it redirect it to the held page. Bypasses its
 * service worker, which might answer with a page of its own, and `beforeunload`, whose question would let the page go
 * on until somebody answers.
 *
 * @returns whether it did: a page that would lose what the user typed is left as it is
 */
export async function stopTab(id: number): Promise<boolean> {
  if ((await tell(id, { type: 'let-go' })) === true) return false;
  await browser.tabs.reload(id, { bypassCache: true });
  return true;
}

/** Empties the frames of `sites` in a tab that shows another site. */
export async function stopFrames(id: number, sites: readonly string[]): Promise<void> {
  await tell(id, { type: 'stop-frames', sites });
}

/** Stops what a tab has under way, while nobody looks at it or its site is held. */
export async function restTab(id: number, isHeld: boolean): Promise<void> {
  await tell(id, { type: 'rest', isHeld });
}

/**
 * Stops the workers of a tab at rest, unless what the user typed in it would be lost; it is reloaded when it may go on.
 */
export async function endWorkers(id: number): Promise<void> {
  await tell(id, { type: 'end-workers' });
}

/** Lets a tab at rest load again; one whose page loaded without its subresources is reloaded. */
export async function resumeTab(id: number, came: boolean): Promise<void> {
  await tell(id, { type: 'resume', came });
}

/** Sends a message to a tab; does nothing without our script in it. */
const tell = (id: number, order: PageOrder): Promise<unknown> =>
  Promise.race([
    browser.tabs.sendMessage(id, order).catch(() => {}),
    new Promise((done) => setTimeout(done, HEARD_MS)),
  ]);

/** Shows the held page in a tab whose page loaded without a request. */
export async function showHeldPage(id: number, address: string): Promise<void> {
  await browser.tabs.update(id, { url: `${heldPage()}#${address}` });
}

/** The tab that this extension page is in; `null` where it is in none. */
export async function readOwnTab(): Promise<number | null> {
  return (await browser.tabs.getCurrent())?.id ?? null;
}

/** A tab whose page is in memory, with its address; with its opener's origin if it was opened without an address. */
export type LoadedTab = { id: number; url: string };

/** All tabs whose page is in memory: a discarded tab loads nothing until it is shown. */
export async function readLoadedTabs(): Promise<LoadedTab[]> {
  const tabs = await browser.tabs.query({});
  const loaded = tabs.flatMap(({ id, url, discarded }) =>
    id === undefined || discarded === true ? [] : [{ id, url }],
  );
  return Promise.all(
    loaded.map(async ({ id, url = BARE }) => {
      if (url !== BARE) return { id, url };
      const origin = await tell(id, { type: 'whose' });
      return { id, url: typeof origin === 'string' ? origin : url };
    }),
  );
}
