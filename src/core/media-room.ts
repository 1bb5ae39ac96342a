import { FAR_MS } from './wire/packets.ts';
import type { Protocol } from './wire.ts';

/** The blocks in which Chromium's player loads files (`kBlockSizeShift` in its `media/blink`). */
export const BLOCK_BYTES = 32_768;

/**
 * The capacity of the browser's data pipe between network and player. With it a film over HTTP/2 whose windows are full
 * is within 0.3 % of what came (`--set build --site jump-reel`, as it is and with `--mbit 40 --rtt 30`).
 */
const PIPE_BYTES = 2 * 1024 * 1024;

/**
 * The receive window of an HTTP/2 or HTTP/3 stream (`kSpdyStreamMaxRecvWindowSize` in Chromium's `net/spdy`). Once more
 * than half of it was read since the last update, the window is extended by as much as was read; reads are of 32 KiB.
 */
const WINDOW_BYTES = 6 * 1024 * 1024;
const WINDOW_UPDATE_BYTES = WINDOW_BYTES / 2 + 32_768;

/**
 * Over HTTP/1.1: what the pipe and the operating system's socket buffer hold while a player reads nothing. Linux allows
 * twice what the reader took in some round trips, queues included (`tcp_rcv_space_adjust`; up to `tcp_rmem`, 32 MB on
 * the bench's machine, which it came near once). With a distant server it was some 4.5 MB at 12 Mbit/s, 5 at 40, 7 and
 * 8 at 100; on the bench's own link 2 to 7 MB of forty films, 3 on average, hardly more where more was taken (`--set
 * build --site noon-reel`, also with `--mbit 40 --rtt 30`, `--set judge --site story-time`, `--set fresh --seed fita
 * --site teaser --site matinee` and its like).
 */
const SOCKET = { bytes: 4_400_000, at: 1500, exponent: 0.15 };
/** Of a server as near as the bench's own, by the round trip or, where that is unknown, by more than 200 Mbit/s. */
const NEAR_PACE = 25_000;
const NEAR_SOCKET = { bytes: 2_200_000, share: 0.2, most: 5_500_000 };
const MOST_SOCKET = { ms: 3000, bytes: 17_000_000 };

/**
 * How much of a response can have been received that its player has not read.
 *
 * @param taken bytes of it that its player has read.
 * @param pace of the link, in bytes a ms.
 * @param trip the shortest round trip in ms; `null`: unknown.
 */
export function mediaRoom(
  protocol: Protocol,
  taken: number,
  pace: number,
  trip: number | null,
): { mean: number; high: number } {
  return protocol === 'http/1.1' ? socketRoom(taken, pace, trip) : windowRoom(taken);
}

/** The same over HTTP/1.1. */
export function socketRoom(taken: number, pace: number, trip: number | null): { mean: number; high: number } {
  const isNear = (trip !== null && trip < FAR_MS) || pace > NEAR_PACE;
  const mean = isNear
    ? Math.min(NEAR_SOCKET.most, NEAR_SOCKET.bytes + NEAR_SOCKET.share * taken)
    : SOCKET.bytes * (pace / SOCKET.at) ** SOCKET.exponent;
  return { mean, high: PIPE_BYTES + upTo(MOST_SOCKET, pace) };
}

/** The same for an HTTP/2 or HTTP/3 stream. The mean assumes that the pipe to the player is full. */
function windowRoom(taken: number): { mean: number; high: number } {
  const roomAfter = (read: number) =>
    WINDOW_BYTES + WINDOW_UPDATE_BYTES * Math.floor(read / WINDOW_UPDATE_BYTES) - taken;
  return { mean: roomAfter(taken + PIPE_BYTES), high: WINDOW_BYTES + PIPE_BYTES + BLOCK_BYTES };
}

const upTo = ({ ms, bytes }: { ms: number; bytes: number }, pace: number): number => Math.min(bytes, pace * ms);
