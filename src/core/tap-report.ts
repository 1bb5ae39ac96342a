import type { MediaView } from './media-size.ts';

/**
 * What was seen to pass inside the page. Every figure is the total since the channel was opened, so a report may be
 * lost or come twice; `id` tells the channels of one document apart. A report adds no bytes by itself: it refines what
 * webRequest vouches for, and the page can claim anything.
 */
export type TapReport = WebSocketReport | WebRtcReport | WebTransportReport | BodyReport | StreamReport | MediaReport;

/** A WebSocket’s totals since it was opened. */
export type WebSocketReport = {
  kind: 'websocket';
  id: number;
  url: string;
  /** Payload bytes, text as UTF-8, without the frames' heads (RFC 6455 §5.2) and masks. */
  down: number;
  up: number;
  /** Messages each way. */
  framesDown: number;
  framesUp: number;
  /** permessage-deflate was agreed on (RFC 7692): `down` and `up` are inflated sizes. */
  compressed: boolean;
  /** Each message was deflated by itself (`no_context_takeover`). */
  alone: boolean;
  /** Payload bytes that were text. */
  textDown: number;
  textUp: number;
  closed: boolean;
};

/** One RTCPeerConnection: media and data channels together, without IP and UDP heads. */
export type WebRtcReport = {
  kind: 'webrtc';
  id: number;
  down: number;
  up: number;
  packetsDown: number;
  packetsUp: number;
  /** Of `down` and `up` together, what nothing reported: extrapolated for its last moments from what went before. */
  filledIn: number;
  closed: boolean;
};

/** A WebTransport session’s totals since it was opened. */
export type WebTransportReport = {
  kind: 'webtransport';
  id: number;
  url: string;
  /** Payload bytes of streams and datagrams. */
  down: number;
  up: number;
  datagramsDown: number;
  datagramsUp: number;
  closed: boolean;
};

/** The body of a request, as it is sent. */
export type BodyReport = {
  kind: 'body';
  id: number;
  /** As webRequest has it: absolute, no fragment. */
  url: string;
  method: string;
  /** What sent it; a form's is the request of a document. */
  by: 'fetch' | 'xhr' | 'beacon' | 'form';
  /** Of all of it; unless it is `done`, of what the browser has read of a stream, or sent of an XMLHttpRequest's. */
  bytes: number;
  /** false: it is still being sent, or was aborted. */
  done: boolean;
  /** Epoch ms at which it was handed to the browser. */
  at: number;
};

/** The body of a response, as it is read: after decoding. It may have come from a cache. */
export type StreamReport = {
  kind: 'stream';
  id: number;
  /** Of the last redirect; absolute, no fragment. */
  url: string;
  by: 'fetch' | 'xhr' | 'eventsource';
  /** Decoded bytes so far; of an EventSource an estimate: events without a listener go unseen. */
  read: number;
  /** It ended regularly. Stays false for what was aborted. */
  done: boolean;
  /** Neither the document's timeline nor a Content-Length tells its size. */
  hidden: boolean;
  /** Epoch ms at which it was first seen. */
  at: number;
};

/** What a player of a file reports, from which the bytes of its responses are estimated. */
export type MediaReport = MediaView & {
  kind: 'media';
  id: number;
  /** As the page gave it, before any redirect; absolute, no fragment. */
  url: string;
  /** Epoch ms. */
  at: number;
};
