import { expect, test } from '../tap/chromium-tap.ts';
import { closePeers, connectPeers, readCarried, sendBytes } from '../tap/peers.ts';

const BYTES = 2_000_000;

test('counts what peer connections carry, while it grows and at the end', async ({ tap }) => {
  await tap.page.evaluate(connectPeers);
  await expect.poll(async () => (await tap.reports('webrtc')).length).toBe(2);
  await tap.page.evaluate(sendBytes, BYTES);
  const percent = (part: 'up' | 'down', of: 'sent' | 'received') => async () => {
    const carried = await tap.page.evaluate(readCarried);
    const largest = Math.max(...(await tap.reports('webrtc')).map((report) => report[part]));
    return Math.round((largest / carried[of]) * 100);
  };
  await expect.poll(percent('up', 'sent')).toBe(100);
  await expect.poll(percent('down', 'received')).toBe(100);

  const totals = await tap.page.evaluate(readCarried);
  expect(totals.sent).toBeGreaterThan(BYTES);
  await tap.page.evaluate(closePeers);
  await expect.poll(async () => (await tap.reports('webrtc')).map(({ closed }) => closed)).toEqual([true, true]);
  // What is extrapolated since the last look depends on when that was, and is reported separately.
  for (const { up, down, filledIn = 0, packetsUp, packetsDown } of await tap.reports('webrtc')) {
    const told = up + down - filledIn;
    expect(told / (up > down ? totals.sent : totals.received)).toBeCloseTo(1, 1);
    expect(packetsUp + packetsDown).toBeGreaterThan(BYTES / 1500);
  }
});
