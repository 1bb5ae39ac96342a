/** A TLS 1.3 record: 5 of header, 1 of content type, 16 of tag (RFC 8446 §5.2), for 16 KiB at most. */
export const RECORD_BYTES = 22;

/** An HTTP/2 frame's header (RFC 9113 §4.1); servers fill DATA frames up to the default 16 KiB. */
export const FRAME_BYTES = 9;

/** The most that a record, and by default a frame, carries. */
const PIECE_BYTES = 16_384;

/**
 * Bytes with the TLS records around them. `joined`: how likely the last one is shared with what follows; `pieceBytes`:
 * what a record carries.
 */
export const sealed = (bytes: number, joined = 0, pieceBytes = PIECE_BYTES): number =>
  bytes + wholes(bytes / pieceBytes, joined) * RECORD_BYTES;

/** A body with the HTTP/2 DATA frames around it, each of which carries `pieceBytes`. */
export const framed = (bytes: number, pieceBytes = PIECE_BYTES): number =>
  bytes + Math.ceil(bytes / pieceBytes) * FRAME_BYTES;

/** How many whole parts are needed, where the last one is shared with what follows with probability `joined`. */
export const wholes = (parts: number, joined: number): number => joined * parts + (1 - joined) * Math.ceil(parts);
