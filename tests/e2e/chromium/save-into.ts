import type { Browser } from './fixture.ts';

/** Lets files go where the browser would put them, under this folder instead of the user's downloads. */
export async function saveInto({ context, panel }: Browser, folder: string): Promise<void> {
  const cdp = await context.newCDPSession(panel);
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
}
