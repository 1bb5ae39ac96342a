import { expect, test } from '../tap/chromium-tap.ts';
import { closePeers, connectPeers, sendBytes } from '../tap/peers.ts';

const BYTES = 2_000_000;

test('counts what peer connections carry, as it grows and to the end', async ({ tap }) => {
  await tap.page.evaluate(connectPeers);
  await expect.poll(async () => (await tap.reports('webrtc')).length).toBe(2);
  const totals = await tap.page.evaluate(sendBytes, BYTES);
  // At once: what was sent since the last look is told as well.
  await tap.page.evaluate(closePeers);
  await expect.poll(async () => (await tap.reports('webrtc')).map(({ closed }) => closed)).toEqual([true, true]);
  await expect.poll(async () => (await tap.reports('webrtc')).some(({ up }) => up > BYTES)).toBe(true);
  await expect.poll(async () => (await tap.reports('webrtc')).some(({ down }) => down > BYTES)).toBe(true);
  const reports = await tap.reports('webrtc');
  const sent = reports.find(({ up, down }) => up > down)!;
  const received = reports.find(({ up, down }) => up < down)!;
  expect(totals.sent).toBeGreaterThan(BYTES);
  expect(sent.up / totals.sent).toBeCloseTo(1, 2);
  expect(received.down / totals.received).toBeCloseTo(1, 2);
  expect(sent.packetsUp).toBeGreaterThan(BYTES / 1500);
});
