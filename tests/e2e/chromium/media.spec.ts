import { expect, test } from './fixture.ts';

// Else a sound waits for a click; and a player that was never played takes no more than its first second needs.
test.use({ switches: ['--autoplay-policy=no-user-gesture-required'] });

/** What the server gives of each before it holds back. */
const HALF = 1_000_000;

for (const [where, html, start] of [
  ['in the document', `<!doctype html><audio muted autoplay src="/r.wav?size=${2 * HALF}&length&hold"></audio>`, ''],
  ['in no document', '<!doctype html>', `/r.wav?size=${2 * HALF}&length&hold&seed=2`],
] as const)
  test(`what a player ${where} has fetched counts while it plays, and when it is left`, async ({
    browserOf,
    server,
  }) => {
    server.page('www.news.test', '/', html);
    const page = await browserOf.context.newPage();
    await page.goto(server.url('www.news.test', '/'));
    if (start) await page.evaluate(play, start);
    const media = async () => (await browserOf.flows()).filter(({ kind }) => kind === 'media');
    const sum = async (part: 'low' | 'high' | 'measured') =>
      (await media()).reduce((all, { cell }) => all + cell[part], 0);
    // All that is there for a player it takes while it plays; none of it is forgotten when it is left.
    await expect.poll(() => sum('measured')).toBeGreaterThan(HALF);
    await page.close();
    // Its head is added when it ends.
    await expect.poll(async () => (await media()).length).toBeGreaterThan(1);
    await expect.poll(() => sum('low')).toBeGreaterThan(0.9 * HALF);
    await expect.poll(() => sum('low')).toBeLessThan(1.1 * HALF);
    await expect.poll(() => sum('high')).toBeGreaterThan(HALF);
  });

/** Plays a sound with an element that is in no document; runs in the page. */
function play(url: string): void {
  const player = new Audio(url);
  player.muted = true;
  Object.assign(globalThis, { player });
  void player.play();
}
