import { abandoned } from '../scenarios/abandoned.mjs';
import { app } from '../scenarios/app.mjs';
import { call } from '../scenarios/call.mjs';
import { catalogue } from '../scenarios/catalogue.mjs';
import { chat } from '../scenarios/chat.mjs';
import { docs } from '../scenarios/docs.mjs';
import { files } from '../scenarios/files.mjs';
import { news } from '../scenarios/news.mjs';
import { revisit } from '../scenarios/revisit.mjs';
import { stream } from '../scenarios/stream.mjs';
import { uploadsLeft } from '../scenarios/uploads-left.mjs';
import { uploads } from '../scenarios/uploads.mjs';
import { videoFile } from '../scenarios/video-file.mjs';
import { videoJumped } from '../scenarios/video-jumped.mjs';
import { videoLeft } from '../scenarios/video-left.mjs';
import { videoRanges } from '../scenarios/video-ranges.mjs';
import { videoSegments } from '../scenarios/video-segments.mjs';
import { workers } from '../scenarios/workers.mjs';
import { entry } from './entry.mjs';

/** Each kind of site once: what the meter may be tuned on. */
export const BUILD = [
  entry(news, {
    name: 'harbour-news.test',
    pictures: 14,
    lazy: 6,
    advertisers: 6,
    articleCharacters: 20_000,
    fonts: 3,
  }),
  entry(videoSegments, {
    name: 'cinema-house.test',
    seconds: 48,
    kbps: 1_200,
    segmentSeconds: 4,
    declared: true,
    protocol: 'h2',
    plan: [
      { segment: 0 },
      { segment: 1 },
      { segment: 2, giveUpAfter: 200_000 },
      { segment: 7 },
      { segment: 8 },
      { segment: 3 },
    ],
  }),
  entry(videoFile, {
    name: 'clip-shelf.test',
    format: 'mp4',
    seconds: 60,
    kbps: 1_000,
    watch: 3,
    seekTo: [0.6],
    watchThen: 1,
    protocol: 'h2',
  }),
  entry(videoLeft, { name: 'night-reel.test', format: 'mp4', seconds: 90, kbps: 3_000, watch: 2, protocol: 'h2' }),
  entry(videoLeft, { name: 'shelf-reel.test', format: 'mp4', seconds: 40, kbps: 4_000, watch: 0, protocol: 'h2' }),
  entry(videoLeft, { name: 'noon-reel.test', format: 'webm', seconds: 60, kbps: 3_000, watch: 3, protocol: 'h1' }),
  entry(videoJumped, {
    ...{ name: 'jump-reel.test', format: 'mp4', seconds: 120, kbps: 2_000, watch: 6, jumpTo: 0.7, protocol: 'h2' },
  }),
  entry(videoRanges, { name: 'part-reel.test', segments: 14, bytes: 180_000, again: 4 }),
  entry(chat, {
    name: 'tea-chat.test',
    deflate: false,
    historyCharacters: 60_000,
    messages: 40,
    messageCharacters: 900,
    pictures: 2,
    pictureBytes: 90_000,
  }),
  entry(chat, {
    name: 'mah-jong-chat.test',
    deflate: true,
    historyCharacters: 160_000,
    messages: 60,
    messageCharacters: 2_000,
    pictures: 1,
    pictureBytes: 60_000,
  }),
  entry(uploads, { name: 'photo-drop.test', bytes: 90_000, beaconBytes: 20_000, repeats: 1 }),
  entry(revisit, { name: 'weather-today.test', fresh: 12, asked: 6, bytes: 22_000, visits: 2 }),
  entry(app, { name: 'ferry-app.test', parts: 5, partCharacters: 90_000, pictures: 8, feedCharacters: 40_000 }),
  entry(workers, { name: 'map-lab.test', fetches: 10, characters: 220_000, codeCharacters: 60_000 }),
  entry(workers, { name: 'tax-form.test', fetches: 13, characters: 90_000, codeCharacters: 40_000, looksMs: 1_500 }),
  entry(abandoned, {
    name: 'half-way.test',
    bytes: 3_000_000,
    partBytes: 320_000,
    picturePartBytes: 210_000,
    protocol: 'h2',
  }),
  entry(files, {
    name: 'file-depot.test',
    archiveBytes: 2_600_000,
    textCharacters: 900_000,
    exportBytes: 500_000,
    protocol: 'h1',
  }),
  entry(docs, {
    name: 'type-docs.test',
    pages: 4,
    pageCharacters: 40_000,
    sources: 6,
    sourceCharacters: 130_000,
    indexCharacters: 300_000,
    protocol: 'h2',
    encoding: 'br',
  }),
  entry(stream, {
    name: 'score-live.test',
    events: 40,
    eventCharacters: 3_000,
    openEvents: 20,
    lines: 50,
    lineCharacters: 2_500,
    protocol: 'h2',
  }),
  entry(call, { name: 'tea-call.test', seconds: 4, width: 320, fileBytes: 300_000 }),
  entry(catalogue, {
    ...{ name: 'lamp-shop.test', pictures: 150, bytes: 1_500, bursts: 3, burst: 24, protocol: 'h2' },
  }),
  entry(catalogue, {
    ...{ name: 'street-map.test', pictures: 30, bytes: 9_000, bursts: 6, burst: 15, protocol: 'h1' },
  }),
  entry(uploadsLeft, { name: 'video-share.test', bytes: 6_000_000, stopsAt: 0.4, protocol: 'h2' }),
  entry(uploadsLeft, { name: 'cloud-disk.test', bytes: 3_000_000, stopsAt: 0.7, protocol: 'h1' }),
];
