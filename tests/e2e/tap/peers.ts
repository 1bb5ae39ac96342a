type Peers = { peers: [RTCPeerConnection, RTCPeerConnection]; channel: RTCDataChannel; far: RTCDataChannel };

/** Connects two peer connections within one page; runs in the page. */
export async function connectPeers(): Promise<void> {
  const a = new RTCPeerConnection();
  const b = new RTCPeerConnection();
  a.onicecandidate = ({ candidate }) => void b.addIceCandidate(candidate ?? undefined);
  b.onicecandidate = ({ candidate }) => void a.addIceCandidate(candidate ?? undefined);
  const channel = a.createDataChannel('data');
  const arrived = new Promise<void>((resolve) => {
    b.ondatachannel = ({ channel: far }) => resolve(void Object.assign(globalThis, { far }));
  });
  const opened = new Promise((resolve) => (channel.onopen = resolve));
  await a.setLocalDescription();
  await b.setRemoteDescription(a.localDescription!);
  await b.setLocalDescription();
  await a.setRemoteDescription(b.localDescription!);
  await opened;
  await arrived;
  Object.assign(globalThis, { peers: [a, b], channel });
}

/** Sends so many bytes and waits until they have arrived; runs in the page. */
export async function sendBytes(bytes: number): Promise<void> {
  const { channel, far } = globalThis as unknown as Peers;
  let received = 0;
  const done = new Promise<void>((resolve) => {
    far.binaryType = 'arraybuffer';
    far.onmessage = ({ data }) => {
      received += (data as ArrayBuffer).byteLength;
      if (received >= bytes) resolve();
    };
  });
  for (let left = bytes; left > 0; left -= 16_000) {
    while (channel.bufferedAmount > 1_000_000)
      await new Promise((resolve) => {
        channel.bufferedAmountLowThreshold = 500_000;
        channel.addEventListener('bufferedamountlow', resolve, { once: true });
      });
    channel.send(new Uint8Array(Math.min(16_000, left)));
  }
  await done;
}

/**
 * What the browser itself says has been carried by now: on a busy machine some data is retransmitted long after all has
 * arrived. Runs in the page.
 */
export async function readCarried(): Promise<{ sent: number; received: number }> {
  const {
    peers: [a, b],
  } = globalThis as unknown as Peers;
  const since = performance.timeOrigin + performance.now();
  const total = async (peer: RTCPeerConnection, part: 'bytesSent' | 'bytesReceived'): Promise<number> => {
    let transport = 0;
    let pair = 0;
    let isOld = false;
    for (const one of (await peer.getStats()).values()) {
      if (one.type === 'transport') transport += one[part] ?? 0;
      if (one.type === 'candidate-pair') pair += one[part] ?? 0;
      isOld ||= one.timestamp < since;
    }
    // Chromium answers from a cache for 50 ms (cache_lifetime_us in libwebrtc's pc/rtc_stats_collector.h).
    return isOld ? total(peer, part) : Math.max(transport, pair);
  };
  return { sent: await total(a, 'bytesSent'), received: await total(b, 'bytesReceived') };
}

/** Closes both ends; runs in the page. */
export function closePeers(): void {
  for (const peer of (globalThis as unknown as Peers).peers) peer.close();
}
