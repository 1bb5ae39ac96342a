/** A TLS 1.3 record: 5 of header, 1 of content type, 16 of tag (RFC 8446 §5.2), for 16 KiB at most. */
export const RECORD_BYTES = 22;
const RECORD_PAYLOAD = 16_384;

/** An HTTP/2 frame's header (RFC 9113 §4.1); servers fill DATA frames up to the default 16 KiB. */
export const FRAME_BYTES = 9;
const FRAME_PAYLOAD = 16_384;

/** Bytes with the TLS records around them. `joined`: how likely the last one is shared with what follows. */
export const sealed = (bytes: number, joined = 0): number =>
  bytes + wholes(bytes / RECORD_PAYLOAD, joined) * RECORD_BYTES;

/** How many wholes so many parts fill, where the last one is shared with what follows with that probability. */
export const wholes = (parts: number, joined: number): number => joined * parts + (1 - joined) * Math.ceil(parts);

/** A body with the HTTP/2 DATA frames around it. */
export const framed = (bytes: number): number => bytes + Math.ceil(bytes / FRAME_PAYLOAD) * FRAME_BYTES;
