import { browser } from './browser.ts';

/** A file that the browser has saved, or received in part. */
export type SavedFile = {
  /** What was asked for first, and after the last redirect. */
  addresses: readonly string[];
  /** As it lies on the disk: after decoding. */
  bytes: number;
  /** Epoch ms. */
  at: number;
};

/**
 * Calls for each file that comes to its end, where the user lets downloads be seen; where that is allowed later, from then
 * on. Must be called in the first turn. Firefox tells the sizes of all responses: there it never calls.
 */
export function onFileSaved(listener: (file: SavedFile) => void): void {
  if (import.meta.env.FIREFOX) return;
  const look = async (id: number) => {
    const [item] = await browser.downloads.search({ id });
    if (!item) return;
    const { url, finalUrl = url, state, fileSize, bytesReceived } = item as typeof item & { finalUrl?: string };
    const bytes = state === 'complete' ? fileSize : bytesReceived;
    // What the user has cancelled is gone, and reads 0.
    if (bytes > 0) listener({ addresses: [finalUrl, url], bytes, at: Date.now() });
  };
  const changed = ({ id, state }: { id: number; state?: { current?: string } }) => {
    if (state?.current === 'complete' || state?.current === 'interrupted') void look(id).catch(() => undefined);
  };
  // Registered again it stays one listener.
  const listen = () => (browser as Partial<typeof browser>).downloads?.onChanged.addListener(changed);
  listen();
  browser.permissions.onAdded.addListener(listen);
}
