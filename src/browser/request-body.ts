/** webRequest's `requestBody`. Blobs and files in it have no size. */
export type RequestBody = {
  error?: string;
  raw?: { bytes?: ArrayBuffer; file?: string }[];
  formData?: Record<string, (string | ArrayBuffer)[]>;
};

/**
 * The known bytes of a request's body, and whether there is more: Blobs and files are hidden, and a form's Blobs are
 * left out silently.
 *
 * A form may be sent urlencoded or as multipart, and the browser does not tell which; its size here is a lower bound
 * until the page has reported it.
 */
export function requestBodySize(body: RequestBody): { bodyUp: number | null; hasHiddenBody: boolean } {
  if (body.error !== undefined) return { bodyUp: 0, hasHiddenBody: true };
  if (body.raw) {
    let bytes = 0;
    // A FormData is given as the bytes around its Blobs, which are left out silently.
    let isHidden = isMultipart(body.raw[0]?.bytes);
    for (const part of body.raw) {
      if (part.bytes) bytes += part.bytes.byteLength;
      else isHidden = true;
    }
    return { bodyUp: bytes, hasHiddenBody: isHidden };
  }
  if (!body.formData) return { bodyUp: null, hasHiddenBody: false };
  let bytes = 0;
  for (const [name, values] of Object.entries(body.formData))
    for (const value of values) {
      const length = typeof value === 'string' ? encodeURIComponent(value).length : value.byteLength;
      bytes += encodeURIComponent(name).length + length + 2;
    }
  return { bodyUp: Math.max(0, bytes - 1), hasHiddenBody: true };
}

const BOUNDARY = '------WebKitFormBoundary';

/** Whether a body begins as Chromium's multipart bodies do. */
function isMultipart(bytes: ArrayBuffer | undefined): boolean {
  if (!bytes || bytes.byteLength < BOUNDARY.length) return false;
  const start = new Uint8Array(bytes, 0, BOUNDARY.length);
  return start.every((byte, i) => byte === BOUNDARY.charCodeAt(i));
}
