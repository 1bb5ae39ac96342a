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

/** Firefox only: its declarative rules cannot look at a response, but a listener may block one until it decides. */
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
 * Where the next run of the background reads at startup what to watch: Firefox wakes it only for listeners registered
 * then. So the first sleep after this is turned on goes without: a response that arrives while its request wakes the
 * background is not judged.
 */
const KEY = 'watched-heads';
const URLS = ['http://*/*', 'https://*/*'];
const IMAGES = ['image', 'imageset'];

let listener: Listener | null = null;
let watched: HeadWatch = null;

/**
 * Asks for each response whose declared size may be held whether it may load, and blocks it until the answer. Blocks
 * nothing unless `watchHeads` was called. Must be called in the first turn.
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

/** Selects the responses to judge from now on. Does nothing where rules can look at them. */
export function watchHeads(watch: HeadWatch): void {
  if (listener === null || watch === watched) return;
  if (watch === null) remembered()?.removeItem(KEY);
  else remembered()?.setItem(KEY, watch);
  listen(watch);
}

/** `null` where the user allows no storage: then watching starts with the engine. */
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
