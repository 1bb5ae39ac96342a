import type { PageOrder } from '../core/page-order.ts';
import { browser } from './browser.ts';

const PAGE = 'held.html';

/**
 * The held page's address. In Chromium the extension's own id, though `getURL` answers with one that is new in each
 * session: the rules take the former, and pages can reach neither (`use_dynamic_url`).
 */
export const heldPage = (): string =>
  import.meta.env.FIREFOX ? browser.runtime.getURL(PAGE) : `chrome-extension://${browser.runtime.id}/${PAGE}`;

/** Loads a tab's page again: what was let through now can come. */
export async function reloadTab(id: number): Promise<void> {
  await browser.tabs.reload(id);
}

/** What a window shows that was opened without an address; Chromium tells it to nobody who may not see all addresses. */
const BARE = 'about:blank';

/** A document that is busy may not hear what it is told; no tab is waited for longer than this. */
const HEARD_MS = 400;

/**
 * Stops all that a tab loads, by loading its page again: the rules that now hold it lead that to the held page. Past
 * its service worker, which might answer with a page of its own, and unasked: a page that asks whether to leave would
 * go on until somebody answers.
 *
 * @returns whether it was: a page that would lose what the user has typed is left as it is
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

/** Ends what a tab has under way, while nobody looks at it or its site is held. */
export async function restTab(id: number, isHeld: boolean): Promise<void> {
  await tell(id, { type: 'rest', isHeld });
}

/** Ends the workers of a tab that rests, unless what was typed in it would be lost: it is loaded again when it may go on. */
export async function endWorkers(id: number): Promise<void> {
  await tell(id, { type: 'end-workers' });
}

/** Lets a tab that has rested go on; one whose page came without what belongs to it loads again. */
export async function resumeTab(id: number, came: boolean): Promise<void> {
  await tell(id, { type: 'resume', came });
}

/** A tab without our script has nobody to tell. */
const tell = (id: number, order: PageOrder): Promise<unknown> =>
  Promise.race([
    browser.tabs.sendMessage(id, order).catch(() => {}),
    new Promise((done) => setTimeout(done, HEARD_MS)),
  ]);

/** Shows the held page in a tab whose page came without a request. */
export async function showHeldPage(id: number, address: string): Promise<void> {
  await browser.tabs.update(id, { url: `${heldPage()}#${address}` });
}

/** The tab that this page of the extension stands in; `null` where it stands in none. */
export async function readOwnTab(): Promise<number | null> {
  return (await browser.tabs.getCurrent())?.id ?? null;
}

/** A tab whose page is in memory, with its address; the origin of one that a page has opened without an address. */
export type LoadedTab = { id: number; url: string };

/** All tabs whose page is in memory: one that the browser has put away loads nothing until it is looked at. */
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
