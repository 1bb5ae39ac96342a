import { isDownload } from '../core/is-download.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import type { RequestEvent } from '../core/request-event.ts';
import { siteOf } from '../core/site.ts';
import type { TabSites } from './tab-sites.ts';

/** Frames remembered at most; the oldest are forgotten first. */
const FRAMES_KEPT = 2000;

/**
 * The owner of a transfer: the site of the tab's top-level document when it was requested.
 *
 * - A main frame's own request belongs to the site it goes to; one that becomes a download, to the page that asked.
 * - What the top-level document requests belongs to its initiator's site, which is that document's own, even when the
 *   tab has moved on by the time it completes.
 * - What a frame below it requests belongs to the site that the tab showed when the frame was first seen.
 * - Without a tab it is a service worker's or the browser's: the initiator's site, or none.
 */
export function createOwners(tabs: TabSites): (event: RequestEvent) => string {
  const frames = new Map<string, string>();

  const siteOfFrame = (event: RequestEvent): string => {
    const key = `${event.tabId}:${event.frameId}`;
    const found = frames.get(key);
    if (found !== undefined && event.topUrl === null) return found;
    const site = event.topUrl === null ? tabs.siteOfTab(event.tabId) : siteOf(event.topUrl);
    if (frames.size >= FRAMES_KEPT) frames.delete(frames.keys().next().value!);
    frames.set(key, site);
    return site;
  };

  return (event) => {
    const isPrivate = event.isPrivate ?? (event.tabId >= 0 && tabs.isPrivateTab(event.tabId));
    if (isPrivate) return PRIVATE_SITE;
    // Requests of a closed tab end after it.
    const isPage = event.type === 'main_frame' && !isDownload(event.headers, 'document'); // a tab stays where it is
    const site = isPage ? siteOf(event.url) : siteOf(event.initiator);
    if (event.isPrivate === null && !tabs.isKnown(event.tabId) && tabs.mayBePrivate(site)) return PRIVATE_SITE;
    if (isPage) return site;
    if (event.type === 'main_frame') return site || tabs.siteOfTab(event.tabId) || siteOf(event.url);
    if (event.topUrl !== null && event.isTopFrame) return siteOf(event.topUrl);
    if (event.tabId < 0) return site;
    if (event.isTopFrame) return site || tabs.siteOfTab(event.tabId);
    return siteOfFrame(event);
  };
}
