import type { DownloadLook } from '../core/cancelled-size.ts';
import type { SavedFile } from '../core/saved-file.ts';
import { browser } from './browser.ts';

type Item = Awaited<ReturnType<typeof browser.downloads.search>>[number] & { finalUrl?: string };
type Change = { id: number; state?: { current?: string }; paused?: { current?: boolean } };

/** Polled while a download is in progress: once cancelled, its size reads 0 in either browser. */
const POLL_EVERY_MS = 500;

/**
 * Calls for each download that ends, if the user allows seeing downloads; if that is allowed later, from then on. Must
 * be called in the first turn.
 */
export function onFileSaved(listener: (file: SavedFile) => void): void {
  const seen = new Map<number, DownloadLook[]>();
  /** Bytes of the same file from an earlier request, which was interrupted or stalled and is resumed. */
  const earlier = new Map<number, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Subtracts the bytes of earlier requests; a download that starts over has fewer than those. */
  const ofLastRequest = (id: number, bytes: number) => {
    const before = earlier.get(id) ?? 0;
    return bytes < before ? bytes : bytes - before;
  };
  const note = ({ id, bytesReceived }: Item) => {
    const last = (seen.get(id) ?? []).slice(-1);
    seen.set(id, [...last, { bytes: ofLastRequest(id, bytesReceived), at: Date.now() }]);
  };
  const watch = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void poll().catch(() => undefined);
    }, POLL_EVERY_MS);
  };
  const poll = async () => {
    const coming = (await browser.downloads.search({ state: 'in_progress' })).filter(({ paused }) => !paused);
    coming.forEach(note);
    // A paused one fires an event when it resumes.
    if (coming.length > 0) watch();
  };
  const ended = async (id: number) => {
    const [item] = (await browser.downloads.search({ id })) as Item[];
    if (!item) return;
    const { url, finalUrl = url, state, fileSize, bytesReceived, totalBytes } = item;
    const file = { addresses: [finalUrl, url], at: Date.now() };
    if (state === 'complete') {
      if (fileSize > 0) listener({ ...file, bytes: ofLastRequest(id, fileSize) });
      earlier.delete(id);
    } else if (state === 'interrupted') {
      if (bytesReceived > 0) note(item);
      const looks = seen.get(id);
      if (looks) listener({ ...file, looks, total: totalBytes > 0 ? ofLastRequest(id, totalBytes) : null });
      earlier.set(id, bytesReceived);
    }
    seen.delete(id);
  };
  const changed = ({ id, state, paused }: Change) => {
    if (state?.current === 'complete' || state?.current === 'interrupted') void ended(id).catch(() => undefined);
    else if (state?.current === 'in_progress' || paused?.current === false) watch();
  };

  // Registering the same listener again has no effect.
  const listen = () => {
    const { downloads } = browser as Partial<typeof browser>;
    if (!downloads) return;
    downloads.onChanged.addListener(changed);
    downloads.onCreated.addListener(watch);
    // A download that an earlier run of the background polled may still be in progress.
    watch();
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
}
