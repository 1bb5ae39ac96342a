import { expect, test } from './fixture.ts';

// Without this, audio waits for a click, and a player that never played fetches no more than its first second needs.
test.use({ switches: ['--autoplay-policy=no-user-gesture-required'] });

/** Bytes of each file that the server sends before it pauses. */
const HALF = 1_000_000;

for (const [where, html, start] of [
  ['in the document', `<!doctype html><audio muted autoplay src="/r.wav?size=${2 * HALF}&length&hold"></audio>`, ''],
  ['in no document', '<!doctype html>', `/r.wav?size=${2 * HALF}&length&hold&seed=2`],
] as const)
  test(`what a player ${where} has fetched is counted while it plays, and kept when its page is left`, async ({
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
    // A playing player fetches everything on offer; none of it is lost when its page is left.
    await expect.poll(() => sum('measured')).toBeGreaterThan(HALF);
    await page.close();
    // Its head is added when the response ends.
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
