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
import { uploads } from '../scenarios/uploads.mjs';
import { videoFile } from '../scenarios/video-file.mjs';
import { videoJumped } from '../scenarios/video-jumped.mjs';
import { videoLeft } from '../scenarios/video-left.mjs';
import { videoRanges } from '../scenarios/video-ranges.mjs';
import { videoSegments } from '../scenarios/video-segments.mjs';
import { workers } from '../scenarios/workers.mjs';
import { entry } from './entry.mjs';

/** The same kinds with other numbers: what the meter is judged by, and never tuned on. */
export const JUDGE = [
  entry(news, {
    name: 'morning-paper.test',
    pictures: 22,
    lazy: 14,
    advertisers: 11,
    articleCharacters: 45_000,
    fonts: 2,
  }),
  entry(videoSegments, {
    name: 'drama-stream.test',
    seconds: 60,
    kbps: 900,
    segmentSeconds: 6,
    declared: false,
    protocol: 'h2',
    plan: [
      { segment: 0 },
      { segment: 1, giveUpAfter: 330_000 },
      { segment: 5 },
      { segment: 6 },
      { segment: 2 },
      { segment: 9, giveUpAfter: 90_000 },
    ],
  }),
  entry(videoSegments, {
    name: 'sports-tube.test',
    seconds: 40,
    kbps: 1_800,
    segmentSeconds: 2,
    declared: true,
    protocol: 'h1',
    plan: [
      { segment: 0 },
      { segment: 1 },
      { segment: 2 },
      { segment: 9, giveUpAfter: 150_000 },
      { segment: 15 },
      { segment: 16 },
      { segment: 4 },
    ],
  }),
  entry(videoFile, {
    name: 'lecture-hall.test',
    format: 'webm',
    seconds: 30,
    kbps: 1_400,
    watch: 4,
    seekTo: [0.7],
    watchThen: 1.5,
    protocol: 'h1',
  }),
  entry(videoFile, {
    name: 'home-movies.test',
    format: 'mp4',
    seconds: 75,
    kbps: 800,
    faststart: false,
    watch: 2,
    seekTo: [0.5, 0.8],
    watchThen: 1,
    protocol: 'h2',
  }),
  entry(chat, {
    name: 'team-talk.test',
    deflate: false,
    historyCharacters: 110_000,
    messages: 90,
    messageCharacters: 400,
    pictures: 3,
    pictureBytes: 140_000,
  }),
  entry(chat, {
    name: 'family-chat.test',
    deflate: true,
    historyCharacters: 240_000,
    messages: 45,
    messageCharacters: 3_500,
    pictures: 2,
    pictureBytes: 45_000,
  }),
  entry(uploads, { name: 'album-share.test', bytes: 150_000, beaconBytes: 45_000, repeats: 1 }),
  entry(revisit, { name: 'tram-times.test', fresh: 20, asked: 11, bytes: 15_000, visits: 4 }),
  entry(app, { name: 'wallet-app.test', parts: 8, partCharacters: 60_000, pictures: 12, feedCharacters: 70_000 }),
  entry(workers, { name: 'sheet-works.test', fetches: 16, characters: 120_000, codeCharacters: 110_000 }),
  entry(workers, {
    name: 'city-tiles.test',
    fetches: 22,
    characters: 170_000,
    codeCharacters: 60_000,
    looksMs: 2_000,
  }),
  entry(abandoned, {
    name: 'never-mind.test',
    bytes: 4_200_000,
    partBytes: 540_000,
    picturePartBytes: 130_000,
    protocol: 'h1',
  }),
  entry(files, {
    name: 'mirror-site.test',
    archiveBytes: 3_900_000,
    textCharacters: 2_400_000,
    exportBytes: 900_000,
    protocol: 'h2',
  }),
  entry(docs, {
    name: 'svelte-manual.test',
    pages: 6,
    pageCharacters: 70_000,
    sources: 9,
    sourceCharacters: 60_000,
    indexCharacters: 520_000,
    protocol: 'h1',
    encoding: 'gzip',
  }),
  entry(stream, {
    name: 'ticker-live.test',
    events: 90,
    eventCharacters: 1_200,
    openEvents: 35,
    lines: 30,
    lineCharacters: 6_000,
    protocol: 'h1',
  }),
  entry(call, { name: 'long-talk.test', seconds: 6, width: 640, fileBytes: 120_000 }),
  entry(videoLeft, { name: 'trailer-room.test', format: 'mp4', seconds: 50, kbps: 1_600, watch: 2, protocol: 'h2' }),
  entry(videoLeft, { name: 'story-time.test', format: 'webm', seconds: 45, kbps: 1_400, watch: 3, protocol: 'h1' }),
  entry(videoJumped, {
    ...{ name: 'late-show.test', format: 'mp4', seconds: 100, kbps: 1_600, watch: 4, jumpTo: 0.6, protocol: 'h2' },
  }),
  entry(videoRanges, { name: 'box-set.test', segments: 17, bytes: 130_000, again: 5 }),
  entry(catalogue, {
    ...{ name: 'photo-wall.test', pictures: 90, bytes: 4_000, bursts: 4, burst: 20, protocol: 'h2' },
  }),
];
