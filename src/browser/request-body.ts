/** webRequest's `requestBody`. A part that is a Blob or a file has no size here. */
export type RequestBody = {
  error?: string;
  raw?: { bytes?: ArrayBuffer; file?: string }[];
  formData?: Record<string, (string | ArrayBuffer)[]>;
};

/** Around each part of a multipart body: boundary, content disposition and line ends (RFC 7578), name and value apart. */
const MULTIPART_OVERHEAD = 96;

/**
 * Bytes of a request's body. `null` where the browser hides the size of any part of it.
 *
 * A form may go out urlencoded or as multipart and the browser does not tell which; the two differ by the parts'
 * frames, and a few fields are rarely worth it: the smaller, urlencoded one is assumed.
 */
export function requestBodySize(body: RequestBody): number | null {
  if (body.error !== undefined) return null;
  if (body.raw) {
    let bytes = 0;
    for (const part of body.raw) {
      if (!part.bytes) return null;
      bytes += part.bytes.byteLength;
    }
    return bytes;
  }
  if (!body.formData) return null;
  let bytes = 0;
  let binary = false;
  for (const [name, values] of Object.entries(body.formData))
    for (const value of values) {
      if (typeof value === 'string') bytes += encodeURIComponent(name).length + encodeURIComponent(value).length + 2;
      else {
        binary = true;
        bytes += name.length + value.byteLength + MULTIPART_OVERHEAD;
      }
    }
  return binary ? bytes : Math.max(0, bytes - 1);
}
