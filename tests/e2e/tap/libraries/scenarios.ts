import type { BUNDLES } from './server.ts';

/* Each runs in a page that has loaded its library, and must return the same with the tap as without. */

declare const io: any;
declare const Hls: any;
declare const dashjs: any;
declare const videojs: any;
declare const SimplePeer: any;
declare const axios: any;
declare const tus: any;

const socketIo = async () => {
  const results: unknown[] = [];
  for (const transport of ['polling', 'websocket']) {
    const socket = io({ transports: [transport], forceNew: true });
    await new Promise((resolve) => socket.on('connect', resolve));
    for (const what of ['流量', { list: [1, 2, 3] }, new Uint8Array(3000).fill(7)]) {
      const echo = await socket.timeout(20_000).emitWithAck('say', what);
      results.push(echo instanceof ArrayBuffer ? new Uint8Array(echo).reduce((sum, one) => sum + one, 0) : echo);
    }
    results.push(socket.io.engine.transport.name);
    const gone = new Promise((resolve) => socket.on('disconnect', resolve));
    socket.disconnect();
    results.push(await gone);
  }
  return results;
};

const hls = async () => {
  const media = document.body.appendChild(document.createElement('audio'));
  const player = new Hls({ enableWorker: false });
  const loaded: unknown[] = [];
  player.on(Hls.Events.FRAG_LOADED, (_: string, { frag }: any) => loaded.push([frag.sn, frag.stats.loaded]));
  const ended = new Promise((resolve) => player.on(Hls.Events.BUFFER_EOS, resolve));
  player.loadSource('/list.m3u8');
  player.attachMedia(media);
  await ended;
  return [loaded, Math.round(media.buffered.end(0)), Math.round(media.duration)];
};

const dash = async () => {
  const media = document.body.appendChild(document.createElement('audio'));
  const player = dashjs.MediaPlayer().create();
  const loaded: unknown[] = [];
  const { events } = dashjs.MediaPlayer;
  player.on(events.FRAGMENT_LOADING_COMPLETED, ({ request, response }: any) =>
    loaded.push([new URL(request.url).pathname, response.byteLength]),
  );
  player.on(events.ERROR, ({ error }: any) => loaded.push([error.code, error.message]));
  player.initialize(media, '/silence.mpd', false);
  while (!(media.buffered.length && media.buffered.end(0) > media.duration - 0.1))
    await new Promise((next) => setTimeout(next, 20));
  // The duration is exact to the microsecond only once the stream has ended.
  const result = [loaded, media.buffered.length, ...[media.buffered.end(0), media.duration].map(Math.round)];
  player.destroy();
  return result;
};

const videoJs = async () => {
  const media = document.body.appendChild(document.createElement('video'));
  const player = videojs(media, { preload: 'auto', html5: { vhs: { overrideNative: true } } });
  player.src({ src: '/silence.m3u8', type: 'application/x-mpegURL' });
  // Before it plays it fetches only one segment.
  player.muted(true);
  await player.play();
  while (!(player.duration() > 0 && player.bufferedEnd() > player.duration() - 0.1))
    await new Promise((next) => setTimeout(next, 20));
  const { mediaRequestsErrored } = player.tech(true).vhs.stats;
  const result = [mediaRequestsErrored, ...[player.bufferedEnd(), player.duration()].map(Math.round)];
  player.dispose();
  return result;
};

const simplePeer = async () => {
  const [a, b] = [new SimplePeer({ initiator: true }), new SimplePeer()];
  a.on('signal', (signal: unknown) => b.signal(signal));
  b.on('signal', (signal: unknown) => a.signal(signal));
  await Promise.all([a, b].map((peer) => new Promise((resolve) => peer.on('connect', resolve))));
  const heard = new Promise((resolve) => b.on('data', (data: Uint8Array) => resolve(data.length)));
  a.send(new Uint8Array(5000));
  const length = await heard;
  // The other peer learns of the end by the channel's close or by an abort, whichever comes first: an error here is
  // expected.
  b.on('error', () => {});
  const closed = Promise.all([a, b].map((peer) => new Promise((resolve) => peer.on('close', () => resolve('closed')))));
  a.destroy();
  return [length, ...(await closed)];
};

const axiosBoth = async () => {
  const results: unknown[] = [];
  const form = () => {
    const data = new FormData();
    data.set('photo', new Blob([new Uint8Array(40_000)]), 'photo.jpg');
    return data;
  };
  for (const adapter of ['xhr', 'fetch']) {
    const one = axios.create({ adapter });
    let last = 0;
    const progress = ({ loaded }: { loaded: number }) => void (last = loaded);
    results.push((await one.post('/echo', { text: '流量' })).data);
    results.push((await one.post('/echo', form())).data.bytes > 40_000);
    results.push(
      (await one.get('/segment1.mp3', { responseType: 'blob', onDownloadProgress: progress })).data.size,
      last,
    );
    const refused = (error: any) => [error.name, error.code, error.message, error.response?.status];
    results.push(await one.get('/missing').catch(refused));
    results.push(await one.get('http://127.0.0.1:1/').catch(refused));
    const controller = new AbortController();
    controller.abort();
    results.push(await one.get('/echo', { signal: controller.signal }).catch(refused));
  }
  return results;
};

const tusUpload = () =>
  new Promise((resolve, reject) => {
    const sent: number[] = [];
    new tus.Upload(new Blob([new Uint8Array(100_000)]), {
      endpoint: '/files',
      chunkSize: 40_000,
      storeFingerprintForResuming: false,
      onChunkComplete: (_size: number, accepted: number) => sent.push(accepted),
      onSuccess: () => resolve(sent),
      onError: reject,
    }).start();
  });

export const SCENARIOS: Record<keyof typeof BUNDLES, () => Promise<unknown>> = {
  'socket.io-client': socketIo,
  'hls.js': hls,
  dashjs: dash,
  'video.js': videoJs,
  'simple-peer': simplePeer,
  axios: axiosBoth,
  'tus-js-client': tusUpload,
};
