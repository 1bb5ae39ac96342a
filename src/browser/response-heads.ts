import { contentLengthOf, type HttpHeader } from '../core/http-header.ts';
import {
  LEAST_HELD_BYTES,
  siteOfHead,
  type HeadVerdict,
  type HeadWatch,
  type ResponseHead,
} from '../core/judge-head.ts';
import { browser } from './browser.ts';
import { heldPage } from './held-page.ts';
import { topUrlOf } from './top-url.ts';

/** Firefox's own: its declarative rules cannot look at a response, but a listener may keep one waiting. */
type Details = {
  url: string;
  tabId: number;
  frameId: number;
  type: string;
  fromCache?: boolean;
  documentUrl?: string;
  frameAncestors?: { url: string }[];
  responseHeaders?: HttpHeader[];
};
type Answer = { cancel: true } | { redirectUrl: string } | Record<never, never>;
type Listener = (details: Details) => Promise<Answer> | undefined;
type Listenable = {
  addListener(listener: Listener, filter: { urls: string[]; types?: string[] }, extra: string[]): void;
  removeListener(listener: Listener): void;
};

/**
 * Where the next background reads in its first turn what is to be watched: Firefox wakes it only for what was listened to
 * then. Of the one that is running when it is turned on, the first sleep is therefore without: a response that comes
 * while it wakes for its request is not asked about.
 */
const KEY = 'watched-heads';
const URLS = ['http://*/*', 'https://*/*'];
const IMAGES = ['image', 'imageset'];

let listener: Listener | null = null;
let watched: HeadWatch = null;

/**
 * Asks of each response that declares enough to be held whether it may come; it waits for the answer. Nothing waits
 * unless `watchHeads` was told so. Must be called in the first turn.
 */
export function onResponseHead(judge: (head: ResponseHead) => Promise<HeadVerdict>): void {
  if (!import.meta.env.FIREFOX) return;
  listener = (details) => {
    const { url, tabId, type, responseHeaders = [], fromCache } = details;
    const bytes = contentLengthOf(responseHeaders);
    if (fromCache || bytes === null || bytes <= LEAST_HELD_BYTES) return undefined;
    const site = siteOfHead(type, url, topUrlOf(details));
    return judge({ url, tabId, type, site, bytes }).then(
      (verdict): Answer => {
        if (verdict === 'pass') return {};
        return type === 'main_frame' ? { redirectUrl: `${heldPage()}#${url}` } : { cancel: true };
      },
      () => ({}),
    );
  };
  const kept = remembered()?.getItem(KEY);
  if (kept === 'all' || kept === 'images') listen(kept);
}

/** Which responses are to be asked about from now on. Does nothing where rules can look at them. */
export function watchHeads(watch: HeadWatch): void {
  if (listener === null || watch === watched) return;
  if (watch === null) remembered()?.removeItem(KEY);
  else remembered()?.setItem(KEY, watch);
  listen(watch);
}

/** `null` where the user lets nothing be stored: then it is watched from when the engine is up. */
function remembered(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function listen(watch: HeadWatch): void {
  const heads = browser.webRequest.onHeadersReceived as unknown as Listenable;
  if (listener === null) return;
  if (watched !== null) heads.removeListener(listener);
  watched = watch;
  const types = watch === 'images' ? { types: IMAGES } : {};
  if (watch !== null) heads.addListener(listener, { urls: URLS, ...types }, ['blocking', 'responseHeaders']);
}
