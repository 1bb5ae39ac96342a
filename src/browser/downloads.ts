import type { ExportBarrier } from '../core/auto-export.ts';
import { browser } from './browser.ts';

type DownloadItem = Awaited<ReturnType<typeof browser.downloads.search>>[number];

const SAVING = { permissions: ['downloads' as const] };

/** Our folder among the user's downloads. */
const FOLDER = 'Datagauge';

/**
 * How long one of our files may take to reach the disk: it comes from memory. Polled, for the event of its end may be
 * missed.
 */
const [LOOKED_EVERY_MS, LOOKED_TIMES] = [100, 200];

/** Saves files to the downloads folder without asking for each. */
export type FileSaver = {
  /** What prevents saving; `null`: nothing. */
  barrier(): Promise<ExportBarrier | null>;
  /**
   * Resolves when the file is saved, to a function to call once that is recorded: it frees what the browser still holds
   * for the file. @throws with the browser's reason where saving fails.
   */
  save(name: string, content: Blob): Promise<() => Promise<void>>;
  /** Whether a file that was begun at `since` (epoch ms) or later is saved; waits for one in progress. */
  isSaved(name: string, since: number): Promise<boolean>;
};

/** Asks the user; must be called from a click. @throws where the browser has no such permission. */
export function requestSaving(): Promise<boolean> {
  return browser.permissions.request(SAVING);
}

/** The browser’s downloads; Firefox for Android offers extensions none. */
export const fileSaver: FileSaver = {
  barrier: async () => {
    if (!(await browser.permissions.contains(SAVING))) return 'refused';
    // Firefox for Android may have the permission but not the function.
    const { downloads } = browser as { downloads?: { download?: unknown } };
    return typeof downloads?.download === 'function' ? null : 'absent';
  },
  save: async (name, content) => {
    const address = await addressOf(content);
    const filename = `${FOLDER}/${name}`;
    const id = await browser.downloads.download({ url: address, filename, conflictAction: 'uniquify', saveAs: false });
    const ended = await endOf(id);
    if (ended?.state !== 'complete') throw new Error(ended?.error ?? 'not saved');
    return async () => {
      // Chromium's list of downloads would keep the whole content as its `data:` address.
      if (address.startsWith('blob:')) URL.revokeObjectURL(address);
      else await browser.downloads.erase({ id });
    };
  },
  isSaved: async (name, since) => {
    const found = (await browser.downloads.search({ startedAfter: new Date(since - 1000).toISOString() })).find(
      ({ byExtensionId, filename }) => byExtensionId === browser.runtime.id || filename.endsWith(name),
    );
    return found !== undefined && (await endOf(found.id))?.state === 'complete';
  },
};

/**
 * Firefox's background is a page and accepts `blob:` addresses only; Chromium's is a worker, which cannot create them.
 */
async function addressOf(content: Blob): Promise<string> {
  if ('createObjectURL' in URL) return URL.createObjectURL(content);
  const reader = new FileReader();
  await new Promise((resolve, reject) => {
    reader.onload = resolve;
    reader.onerror = () => reject(reader.error ?? new Error('not read'));
    reader.readAsDataURL(content);
  });
  return reader.result as string;
}

/** What became of a download: `undefined` where the browser no longer knows it or it takes too long. */
async function endOf(id: number): Promise<DownloadItem | undefined> {
  for (let look = 0; look < LOOKED_TIMES; look++) {
    const [item] = await browser.downloads.search({ id });
    if (item?.state !== 'in_progress') return item;
    await new Promise((resolve) => setTimeout(resolve, LOOKED_EVERY_MS));
  }
  return undefined;
}
