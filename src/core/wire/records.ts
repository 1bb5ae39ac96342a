/** A TLS 1.3 record: 5 of header, 1 of content type, 16 of tag (RFC 8446 §5.2), for 16 KiB at most. */
export const RECORD_BYTES = 22;
const RECORD_PAYLOAD = 16_384;

/** An HTTP/2 frame's header (RFC 9113 §4.1); servers fill DATA frames up to the default 16 KiB. */
export const FRAME_BYTES = 9;
const FRAME_PAYLOAD = 16_384;

/** Bytes with the TLS records around them. */
export const sealed = (bytes: number): number => bytes + Math.ceil(bytes / RECORD_PAYLOAD) * RECORD_BYTES;

/** A body with the HTTP/2 DATA frames around it. */
export const framed = (bytes: number): number => bytes + Math.ceil(bytes / FRAME_PAYLOAD) * FRAME_BYTES;
