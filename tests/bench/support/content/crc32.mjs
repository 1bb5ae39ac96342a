const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let c = byte;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

/** The checksum of PNG and ZIP (ISO 3309). Node's own `zlib.crc32` came with 22.2. @param {Uint8Array} bytes */
export function crc32(bytes) {
  let c = -1;
  for (const byte of bytes) c = (c >>> 8) ^ /** @type {number} */ (TABLE[(c ^ byte) & 255]);
  return (c ^ -1) >>> 0;
}
