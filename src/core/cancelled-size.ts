import type { Size } from './body-size.ts';

/** What a browser's list of downloads said of one while it came: bytes on the disk by `at`, epoch ms. */
export type DownloadLook = { bytes: number; at: number };

/** How often a browser's own list is brought up to date (`kUpdatePeriodMs` in Chromium's `download_file_impl.cc`). */
const UPDATED_EVERY_MS = 500;

/** How far the link's speed since the last look may lie from that before it. */
const SPEED_FACTOR = 4;

/** What lies between the network and the disk: a browser's pipe (512 KiB in either). */
const PIPE_BYTES = 524_288;

/**
 * What had come of a download by `at` (epoch ms), when somebody gave it up: what was there when it was last looked at, and
 * what came since at the pace of then.
 *
 * @param looks at least one, oldest first; of a download that stands still the last two say the same.
 * @param total what it would have been in the end, `null` where nobody knows.
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
