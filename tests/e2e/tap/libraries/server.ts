import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Server } from 'socket.io';
import { silence } from './silence.ts';
import { SEGMENT_SAMPLES, SEGMENT_SECONDS, silentHead, silentSegment } from './silent-mp4.ts';

const resolve = createRequire(import.meta.url).resolve;

/** The script that a page loads of each library, relative to the package's folder. */
export const BUNDLES = {
  'socket.io-client': 'dist/socket.io.min.js',
  'hls.js': 'dist/hls.min.js',
  dashjs: 'dist/modern/umd/dash.all.min.js',
  'video.js': 'dist/video.min.js',
  'simple-peer': 'simplepeer.min.js',
  axios: 'dist/axios.min.js',
  'tus-js-client': 'dist/tus.min.js',
} as const;

/** A package need not export its `package.json`: its folder is found by its name in the path of its entry point. */
function bundleOf(name: keyof typeof BUNDLES): string {
  const entry = resolve(name);
  const folder = entry.slice(0, entry.lastIndexOf(`/node_modules/${name}/`) + `/node_modules/${name}/`.length);
  return readFileSync(path.join(folder, BUNDLES[name]), 'utf8');
}

const PLAYLIST = `#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:4
#EXTINF:4,
/segment1.mp3
#EXTINF:4,
/segment2.mp3
#EXT-X-ENDLIST
`;

const PARTS = 3;

/** The same silence as fragmented MP4, for either way of listing it. */
const LISTS: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/silence.mpd': [
    'application/dash+xml',
    `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static"
  mediaPresentationDuration="PT${PARTS * SEGMENT_SECONDS}S" minBufferTime="PT1S"><Period>
  <AdaptationSet contentType="audio" mimeType="audio/mp4" codecs="mp4a.40.2" segmentAlignment="true">
  <SegmentTemplate timescale="44100" duration="${SEGMENT_SAMPLES}" startNumber="0"
    initialization="/silence/head.mp4" media="/silence/$Number$.m4s"/>
  <Representation id="a" bandwidth="4000" audioSamplingRate="44100"/></AdaptationSet></Period></MPD>`,
  ],
  '/silence.m3u8': [
    'application/vnd.apple.mpegurl',
    `#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-MAP:URI="/silence/head.mp4"\n${Array.from(
      { length: PARTS },
      (_, n) => `#EXTINF:${SEGMENT_SECONDS},\n/silence/${n}.m4s\n`,
    ).join('')}#EXT-X-ENDLIST\n`,
  ],
};

export type LibraryServer = { url: string; /** Bytes of all uploads. */ up(): number; close(): Promise<void> };

/** Serves a page for each library (`/lib/axios`), and what the libraries request. */
export async function startLibraryServer(): Promise<LibraryServer> {
  let up = 0;
  const uploads = new Map<string, number>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const parts: Buffer[] = [];
    const send = (status: number, headers: Record<string, string | number>, body: string | Buffer = '') => {
      response.writeHead(status, { 'cache-control': 'no-store', ...headers });
      response.end(body);
    };
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      up += body.length;
      const name = /^\/(lib|bundle)\/(.+)$/.exec(pathname);
      if (name?.[1] === 'lib')
        return send(200, { 'content-type': 'text/html' }, `<!doctype html><script src="/bundle/${name[2]}"></script>`);
      if (name) return send(200, { 'content-type': 'text/javascript' }, bundleOf(name[2] as keyof typeof BUNDLES));
      if (pathname === '/list.m3u8') return send(200, { 'content-type': 'application/vnd.apple.mpegurl' }, PLAYLIST);
      if (pathname.endsWith('.mp3')) return send(200, { 'content-type': 'audio/mpeg' }, silence(4));
      const list = LISTS[pathname];
      if (list) return send(200, { 'content-type': list[0] }, list[1]);
      const part = /^\/silence\/(\d+|head)/.exec(pathname)?.[1];
      if (part)
        return send(200, { 'content-type': 'audio/mp4' }, part === 'head' ? silentHead : silentSegment(Number(part)));
      if (pathname === '/echo')
        return send(200, { 'content-type': 'application/json' }, JSON.stringify({ bytes: body.length }));
      if (pathname === '/missing') return send(404, { 'content-type': 'text/plain' }, 'none');
      // The tus protocol, https://tus.io/protocols/resumable-upload: creation, and PATCH at increasing offsets.
      if (pathname === '/files') {
        const location = `/files/${uploads.size + 1}`;
        uploads.set(location, 0);
        return send(201, { location, 'tus-resumable': '1.0.0' });
      }
      const offset = uploads.get(pathname);
      if (offset === undefined) return send(404, {});
      uploads.set(pathname, offset + body.length);
      send(204, { 'tus-resumable': '1.0.0', 'upload-offset': offset + body.length });
    });
  });
  const io = new Server(server);
  io.on('connection', (socket) => socket.on('say', (what: unknown, done: (what: unknown) => void) => done(what)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    up: () => up,
    close: async () => {
      server.closeAllConnections();
      await io.close();
    },
  };
}
