import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Films take seconds to make and are the same each time: kept between runs, by what made them. */
const CACHE = path.join(tmpdir(), 'datagauge-bench-media');

/**
 * @param {string[]} args ffmpeg's, without the output
 * @param {string} output file name
 * @returns {string} the folder of what was made
 */
function make(args, output) {
  const folder = path.join(
    CACHE,
    createHash('md5')
      .update([...args, output].join(' '))
      .digest('hex'),
  );
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const draft = mkdtempSync(path.join(CACHE, 'draft-'));
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', ...args, path.join(draft, output)]);
  renameSync(draft, folder);
  return folder;
}

/** Few and small pictures: what encoding costs is the pictures, what the link carries is the bit rate. */
const FPS = 15;

/** Moving noise, so that the encoder really spends the bit rate. @param {number} seconds @param {number} kbps */
const picture = (seconds, kbps) => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=426x240:rate=${FPS}:duration=${seconds},noise=alls=40:allf=t`],
  ...['-b:v', `${kbps}k`, '-minrate', `${kbps}k`, '-maxrate', `${kbps}k`, '-bufsize', `${kbps}k`, '-threads', '2'],
];
const H264 = [
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-profile:v',
  'baseline',
  '-level',
  '3.1',
  '-pix_fmt',
  'yuv420p',
];

/**
 * A film in one file.
 *
 * @param {{ format: 'mp4' | 'webm', seconds: number, kbps: number, faststart?: boolean }} film without `faststart` an MP4
 *   has its index at the end, and the browser must ask for it apart
 */
export function film({ format, seconds, kbps, faststart = true }) {
  const mp4 = [...H264, ...(faststart ? ['-movflags', '+faststart'] : [])];
  const codec = format === 'mp4' ? mp4 : ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8'];
  return readFileSync(
    path.join(
      make([...picture(seconds, kbps), ...codec, '-g', String(2 * FPS), '-an'], `film.${format}`),
      `film.${format}`,
    ),
  );
}

/**
 * A film in segments for Media Source Extensions (`MSE_TYPE`).
 *
 * @param {{ seconds: number, kbps: number, segmentSeconds: number }} film
 * @returns {{ init: Buffer, segments: Buffer[] }}
 */
export function segmentedFilm({ seconds, kbps, segmentSeconds }) {
  const cut = ['-g', String(FPS * segmentSeconds), '-keyint_min', String(FPS * segmentSeconds), '-sc_threshold', '0'];
  const dash = ['-f', 'dash', '-seg_duration', String(segmentSeconds), '-use_template', '1', '-use_timeline', '0'];
  const names = ['-init_seg_name', 'init.mp4', '-media_seg_name', 'segment-$Number%05d$.m4s'];
  const folder = make([...picture(seconds, kbps), ...H264, ...cut, '-an', ...dash, ...names], 'film.mpd');
  const segments = readdirSync(folder).filter((file) => file.endsWith('.m4s'));
  return {
    init: readFileSync(path.join(folder, 'init.mp4')),
    segments: segments.sort().map((file) => readFileSync(path.join(folder, file))),
  };
}

export const MSE_TYPE = 'video/mp4; codecs="avc1.42c01f"';
