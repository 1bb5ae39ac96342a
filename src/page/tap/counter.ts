/**
 * One channel as the tap counts it, from which the isolated side makes a `TapReport`. It has no prototype, and so no
 * `toJSON` that a page could have put there.
 */
export type Counter = {
  __proto__: null;
  id: number;
  kind: 'websocket' | 'webrtc' | 'webtransport' | 'eventsource' | 'fetch' | 'xhr' | 'beacon' | 'form';
  /** As the page gave it, relative perhaps; `''` where the isolated side asks the channel itself. */
  url: string;
  /** A request's method as the page spelt it; the type of an EventSource's events; a WebSocket's extensions. */
  note?: string | undefined;
  /** Bytes each way. */
  down: number;
  up: number;
  /** Messages or packets each way. */
  downs: number;
  ups: number;
  /** Of a channel's bytes each way, those that were text. */
  downText: number;
  upText: number;
  /**
   * Of a peer connection's bytes, those that nothing reported: extrapolated for its last moments from what went before.
   */
  filledIn?: number;
  /** Epoch ms at which a request's body was handed over. */
  since?: number;
  /** It ended regularly, or was closed. */
  over?: boolean;
  /** Neither the document's timeline nor a Content-Length tells a response's size. */
  hidden?: boolean;
};

/** What the tap shows without counting it: a player that has begun to play, a worker that was started. */
export type Shown = { __proto__: null; kind: 'media' | 'worker' };
