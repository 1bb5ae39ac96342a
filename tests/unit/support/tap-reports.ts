import type { BodyReport, StreamReport, WebRtcReport, WebSocketReport } from '../../../src/core/tap-report.ts';
import { NOON } from './request.ts';

/** Reports as a document's tap makes them. */
export const socketReport = (rest: Partial<WebSocketReport> = {}): WebSocketReport => ({
  kind: 'websocket',
  id: 1,
  url: 'wss://chat.test/',
  down: 0,
  up: 0,
  framesDown: 0,
  framesUp: 0,
  compressed: false,
  alone: false,
  textDown: 0,
  textUp: 0,
  closed: false,
  ...rest,
});

export const peerReport = (rest: Partial<WebRtcReport> = {}): WebRtcReport => ({
  kind: 'webrtc',
  id: 2,
  down: 0,
  up: 0,
  packetsDown: 0,
  packetsUp: 0,
  filledIn: 0,
  closed: false,
  ...rest,
});

export const streamReport = (rest: Partial<StreamReport> = {}): StreamReport => ({
  kind: 'stream',
  id: 3,
  url: 'https://cdn.test/a.js',
  by: 'fetch',
  read: 0,
  done: false,
  hidden: true,
  at: NOON,
  ...rest,
});

export const bodyReport = (rest: Partial<BodyReport> = {}): BodyReport => ({
  kind: 'body',
  id: 4,
  url: 'https://cdn.test/a.js',
  method: 'POST',
  by: 'fetch',
  bytes: 0,
  done: true,
  at: NOON,
  ...rest,
});
