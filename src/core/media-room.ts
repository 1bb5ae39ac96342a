import { letInOver } from './behind-reader.ts';
import { FAR_MS } from './wire/packets.ts';
import type { Protocol } from './wire.ts';

/** Chromium asks for files in blocks of so many bytes (`kBlockSizeShift` in its `media/blink`). */
export const BLOCK_BYTES = 32_768;

/** What the browser's own pipe between network and player holds. */
const PIPE_BYTES = 524_288;

/**
 * What a stream of HTTP/2 or 3 may bring before it is read (`kSpdyStreamMaxRecvWindowSize` in Chromium's `net/spdy`). As
 * soon as more than half of that was read since the last time, as much again is let in; it is read in pieces of 32 KiB.
 */
const WINDOW_BYTES = 6 * 1024 * 1024;
const LET_IN_BYTES = WINDOW_BYTES / 2 + 32_768;

/**
 * Of HTTP/1.1 what the system keeps for a socket while its player takes nothing: what its reader took in some round trips and
 * queues, twice (Linux, `tcp_rcv_space_adjust`; up to `tcp_rmem`, 32 MB on the bench's machine). Where the server is far 5.4 MB at
 * 40 Mbit/s, 7 and 8 at 100; on the bench's own link 2 to 7 MB of twelve films, as a share of what was taken, and two were whole
 * (`--set build --site noon-reel`, `--set judge --site story-time`).
 */
const SOCKET = { ms: 1000, bytes: 5_000_000 };
const NEAR_SOCKET_SHARE = 0.6;
const MOST_SOCKET = { ms: 3000, bytes: 17_000_000 };

/**
 * Once a response is given up in full flow, what its server's system was given to send over HTTP/2 comes all the same (Linux: up
 * to `tcp_wmem`, 4 MB): 735 and 800 ms of it at 12 Mbit/s, 575 at 40, 425 to 600 at 100 (`--set build --site shelf-reel --site
 * night-reel --mbit 40 --rtt 30` and its like), and 1.5 to 8 MB on the bench's own link, 4.8 in the mean of ten.
 */
const SENT = { ms: 500, bytes: 4_000_000 };

/**
 * How much of a response to a player's request can be there that it has not taken.
 *
 * @param taken bytes of it that its player has taken.
 * @param pace of the link, in bytes a ms.
 * @param trip ms that a round trip takes at the least; `null`: not known.
 */
export function mediaRoom(
  protocol: Protocol,
  taken: number,
  pace: number,
  trip: number | null,
): { mean: number; high: number } {
  if (protocol !== 'http/1.1') return windowRoom(taken);
  const isNear = trip !== null && trip < FAR_MS;
  const kept = isNear ? Math.min(SOCKET.bytes, NEAR_SOCKET_SHARE * taken) : upTo(SOCKET, pace);
  return { mean: PIPE_BYTES + kept, high: PIPE_BYTES + upTo(MOST_SOCKET, pace) };
}

/** How much of a stream can be there that its player has not taken, with the pipe between them full, or not yet. */
function windowRoom(taken: number): { mean: number; high: number } {
  const letIn = (read: number) => WINDOW_BYTES + LET_IN_BYTES * Math.floor(read / LET_IN_BYTES) - taken;
  return { mean: letIn(taken + PIPE_BYTES), high: WINDOW_BYTES + PIPE_BYTES + BLOCK_BYTES };
}

/** What comes of a response in full flow, at so many bytes a ms, once a player that had enough has given it up. */
export const sentOn = (protocol: Protocol, pace: number): number =>
  protocol === 'http/1.1' ? letInOver(protocol, pace) : upTo(SENT, pace);

const upTo = ({ ms, bytes }: { ms: number; bytes: number }, pace: number): number => Math.min(bytes, pace * ms);
