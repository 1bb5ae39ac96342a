import { createRandom } from '../../support/random.mjs';
import { abandoned } from '../scenarios/abandoned.mjs';
import { app } from '../scenarios/app.mjs';
import { call } from '../scenarios/call.mjs';
import { catalogue } from '../scenarios/catalogue.mjs';
import { chat } from '../scenarios/chat.mjs';
import { docs } from '../scenarios/docs.mjs';
import { files } from '../scenarios/files.mjs';
import { news } from '../scenarios/news.mjs';
import { pageMix } from '../scenarios/page-mix.mjs';
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

/**
 * Sites of the judge set's kinds, their numbers drawn within what these sets span: traffic that nobody has looked at while
 * the meter was built. The same for the same seed.
 *
 * @param {string} seed
 */
export function freshAfternoon(seed) {
  const random = createRandom(`afternoon ${seed}`);
  const { int, pick, chance } = random;
  const name = (/** @type {string} */ what) => `${what}-${seed}.test`;
  const protocol = () => pick(/** @type {const} */ (['h1', 'h2']));
  return [
    entry(news, {
      name: name('gazette'),
      pictures: int(10, 26),
      lazy: int(4, 16),
      advertisers: int(4, 13),
      articleCharacters: int(15_000, 60_000),
      fonts: int(1, 4),
    }),
    entry(videoSegments, segmented(random, name('series'))),
    entry(videoSegments, segmented(random, name('match'))),
    entry(videoFile, oneFile(random, name('lesson'), 'webm')),
    entry(videoFile, oneFile(random, name('holiday'), 'mp4')),
    ...[false, true].map((deflate) =>
      entry(chat, {
        name: name(deflate ? 'club' : 'desk'),
        deflate,
        historyCharacters: int(50_000, 250_000),
        messages: int(30, 100),
        messageCharacters: int(300, 3_500),
        pictures: int(1, 4),
        pictureBytes: int(40_000, 150_000),
      }),
    ),
    entry(uploads, { name: name('photos'), bytes: int(60_000, 200_000), beaconBytes: int(10_000, 50_000), repeats: 1 }),
    entry(revisit, {
      name: name('weather'),
      fresh: int(10, 22),
      asked: int(5, 13),
      bytes: int(10_000, 25_000),
      visits: int(2, 4),
    }),
    entry(app, {
      name: name('bank'),
      parts: int(4, 9),
      partCharacters: int(50_000, 100_000),
      pictures: int(6, 14),
      feedCharacters: int(30_000, 80_000),
    }),
    entry(workers, {
      name: name('maps'),
      fetches: int(8, 18),
      characters: int(90_000, 240_000),
      codeCharacters: int(50_000, 120_000),
    }),
    entry(abandoned, {
      name: name('shop'),
      bytes: int(2_500_000, 5_000_000),
      partBytes: int(300_000, 600_000),
      picturePartBytes: int(100_000, 250_000),
      protocol: protocol(),
    }),
    entry(files, {
      name: name('archive'),
      archiveBytes: int(2_000_000, 4_500_000),
      textCharacters: int(800_000, 2_500_000),
      exportBytes: int(400_000, 1_000_000),
      protocol: protocol(),
    }),
    entry(docs, {
      name: name('manual'),
      pages: int(3, 7),
      pageCharacters: int(30_000, 80_000),
      sources: int(5, 10),
      sourceCharacters: int(50_000, 140_000),
      indexCharacters: int(250_000, 600_000),
      protocol: protocol(),
      encoding: chance(0.5) ? 'br' : 'gzip',
    }),
    entry(stream, {
      name: name('scores'),
      events: int(30, 100),
      eventCharacters: int(1_000, 3_500),
      openEvents: int(15, 40),
      lines: int(25, 60),
      lineCharacters: int(2_000, 6_500),
      protocol: protocol(),
    }),
    entry(call, {
      name: name('talk'),
      seconds: int(3, 8),
      width: pick([320, 640]),
      fileBytes: int(50_000, 400_000),
    }),
    entry(videoLeft, {
      name: name('teaser'),
      format: pick(/** @type {const} */ (['mp4', 'webm'])),
      seconds: int(30, 80),
      kbps: int(800, 2_400),
      watch: int(1, 4),
      protocol: protocol(),
    }),
    entry(workers, {
      name: name('atlas'),
      fetches: int(8, 24),
      characters: int(90_000, 240_000),
      codeCharacters: int(40_000, 120_000),
      looksMs: 2_000,
    }),
    entry(videoJumped, {
      name: name('matinee'),
      format: 'mp4',
      seconds: int(60, 120),
      kbps: int(1_000, 2_000),
      watch: int(3, 7),
      jumpTo: int(50, 80) / 100,
      protocol: protocol(),
    }),
    entry(videoRanges, {
      name: name('episode'),
      segments: int(10, 20),
      bytes: int(80_000, 250_000),
      again: int(2, 6),
    }),
    entry(catalogue, {
      name: name('market'),
      pictures: int(30, 150),
      bytes: int(1_500, 9_000),
      bursts: int(2, 6),
      burst: int(10, 25),
      protocol: protocol(),
    }),
  ];
}

/** Ordinary pages, as large as those of the other sets. @param {string} seed */
export function freshPages(seed) {
  const { int } = createRandom(`pages ${seed}`);
  return Array.from({ length: 7 }, (_, n) => {
    const requests = int(50 + 28 * n, 75 + 28 * n);
    const hosts = int(Math.ceil(requests / 7), Math.floor(requests / 3.4));
    // Sizes of all that a page loads: the more requests, the smaller.
    return entry(pageMix, { name: `page${n + 1}-${seed}.test`, requests, hosts, scale: int(15, 45) / requests });
  });
}

/**
 * Some segments in a row and some jumps, a segment or two given up between a sixth and two thirds of it.
 *
 * @param {import('../../support/random.mjs').Random} random
 * @param {string} name
 */
function segmented({ int, pick, chance }, name) {
  const segmentSeconds = pick([2, 4, 6]);
  const segments = int(10, 16);
  const kbps = int(800, 1_900);
  const segmentBytes = (kbps * 1000 * segmentSeconds) / 8;
  const giveUp = () => ({ giveUpAfter: Math.round(segmentBytes * (int(16, 66) / 100)) });
  const jump = int(5, segments - 3);
  return {
    ...{ name, seconds: segments * segmentSeconds, kbps, segmentSeconds },
    declared: chance(0.5),
    protocol: pick(/** @type {const} */ (['h1', 'h2'])),
    plan: [
      { segment: 0 },
      { segment: 1 },
      { segment: 2, ...giveUp() },
      { segment: jump },
      { segment: jump + 1, ...(chance(0.5) ? giveUp() : {}) },
      { segment: 3 },
    ],
  };
}

/**
 * A film of which a part is seen, and a part or two of its second half.
 *
 * @param {import('../../support/random.mjs').Random} random
 * @param {string} name
 * @param {'mp4' | 'webm'} format
 */
function oneFile({ int, pick, chance }, name, format) {
  const seconds = int(30, 80);
  const kbps = int(800, 1_400);
  const seekTo = [int(50, 62) / 100, ...(chance(0.5) ? [int(75, 82) / 100] : [])];
  return {
    ...{ name, format, seconds, kbps, seekTo },
    faststart: chance(0.5),
    watch: int(22, 38) / 10,
    watchThen: int(6, 14) / 10,
    protocol: pick(/** @type {const} */ (['h1', 'h2'])),
  };
}
