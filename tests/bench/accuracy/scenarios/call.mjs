import { html, prose } from '../../support/content/text.mjs';
import { createSite, PRIVATE } from '../../support/site.mjs';

/**
 * A call with somebody elsewhere, past all servers: picture and sound both ways, and a file each way over a data channel.
 *
 * @param {{ name: string, seconds: number, width: number, fileBytes: number }} numbers `width` of the picture, in pixels
 */
export function call({ name, seconds, width, fileBytes }) {
  const site = createSite(name, 'call');
  const www = site.host(`www.${name}`);
  www.text('/', 'text/html', html('Call', '', prose(site.random.int(0, 9e5), 5_000)), { headers: PRIVATE });
  site.visit = async (tab, { elsewhere }) => {
    const other = await elsewhere();
    await tab.goto(`${site.origin}/`);
    const offer = await tab.evaluate(join, { width, fileBytes }, null);
    const answer = await other.evaluate(join, { width, fileBytes }, offer);
    await tab.evaluate((description) => /** @type {any} */ (window).peer.setRemoteDescription(description), answer);
    for (const end of [tab, other])
      await end.waitFor((wanted) => /** @type {any} */ (window).heard >= wanted, fileBytes);
    await tab.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), seconds * 1000);
    for (const end of [tab, other]) await end.evaluate(() => /** @type {any} */ (window).peer.close());
    await other.close();
  };
  return site;
}

/**
 * Runs in both pages, in the second with what the first returned: its side of the call, all its addresses in it.
 *
 * @param {{ width: number, fileBytes: number }} options
 * @param {RTCSessionDescriptionInit | null} offer
 */
async function join({ width, fileBytes }, offer) {
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width, frameRate: 15 } });
  const peer = new RTCPeerConnection();
  for (const track of media.getTracks()) peer.addTrack(track, media);
  const page = /** @type {any} */ (window);
  Object.assign(page, { peer, heard: 0 });
  const channel = peer.createDataChannel('files', { negotiated: true, id: 0 });
  channel.binaryType = 'arraybuffer';
  channel.onmessage = ({ data }) => (page.heard += data.byteLength);
  channel.onopen = () => {
    for (let left = fileBytes; left > 0; left -= 16_000)
      channel.send(crypto.getRandomValues(new Uint8Array(Math.min(left, 16_000))));
  };
  if (offer) await peer.setRemoteDescription(offer);
  await peer.setLocalDescription();
  await new Promise((done) => {
    const look = () => peer.iceGatheringState === 'complete' && done(null);
    peer.onicegatheringstatechange = look;
    look();
  });
  return /** @type {RTCSessionDescription} */ (peer.localDescription).toJSON();
}
