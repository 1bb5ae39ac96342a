import type { Browser } from './fixture.ts';

/** Sets the browser's downloads folder, in place of the user's. */
export async function saveInto({ context, panel }: Browser, folder: string): Promise<void> {
  const cdp = await context.newCDPSession(panel);
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
}
