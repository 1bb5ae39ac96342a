import type { Size } from './body-size.ts';

/** What a browser's list of downloads reported of one in progress: bytes on disk `at` an epoch ms. */
export type DownloadLook = { bytes: number; at: number };

/** How often a browser updates this list (`kUpdatePeriodMs` in Chromium's `download_file_impl.cc`). */
const UPDATED_EVERY_MS = 500;

/** How far the link's speed since the last look may lie from that before it. */
const SPEED_FACTOR = 4;

/** What is between the network and the disk: a browser's data pipe (512 KiB in both browsers). */
const PIPE_BYTES = 524_288;

/**
 * What had come of a download that was cancelled `at` an epoch ms: what was on disk at the last look, and what came
 * since at the pace between the last two.
 *
 * @param looks at least one, oldest first; of a download that stalls the last two are equal.
 * @param total its full size, `null` where unknown.
 */
export function cancelledSize(looks: readonly DownloadLook[], at: number, total: number | null): Size {
  const [before, last] = [looks.at(-2), looks.at(-1)!];
  const pace = before && last.at > before.at ? Math.max(0, last.bytes - before.bytes) / (last.at - before.at) : 0;
  const sinceMs = at > last.at ? at - last.at + UPDATED_EVERY_MS / 2 : 0;
  const rest = total === null ? Infinity : Math.max(0, total - last.bytes);
  const come = Math.round(Math.min(rest, pace * sinceMs));
  const most = Math.round(Math.min(rest, SPEED_FACTOR * pace * sinceMs + PIPE_BYTES));
  return {
    ...{ bytes: last.bytes + come, low: last.bytes, high: last.bytes + most },
    ...{ evidence: 'observed', guessed: come },
  };
}
