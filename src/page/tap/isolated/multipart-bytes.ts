/** One entry of a FormData; of a file, what its size depends on. */
export type FormEntry = { name: string; value: string | { name: string; type: string; size: number } };

/** ' filename=""' with its semicolon, and the line of Content-Type without its value. */
const FILE_HEAD_BYTES = '; filename=""\r\nContent-Type: '.length;
/** Dashes, line ends and Content-Disposition of a part, without boundary and name. */
const PART_HEAD_BYTES = '--\r\nContent-Disposition: form-data; name=""\r\n\r\n\r\n'.length;
/** The closing delimiter. */
const END_BYTES = '----\r\n'.length;

const DEFAULT_TYPE = 'application/octet-stream';

/**
 * Bytes of a multipart/form-data body (HTML, 'multipart/form-data encoding algorithm'; RFC 7578) as Chromium and
 * Firefox write it: no part has more than Content-Disposition and, a file, Content-Type. In names and texts every line
 * end becomes CRLF; in names and filenames quotes and line ends take three bytes each (%22, %0D, %0A). The boundary is
 * `----WebKitFormBoundary` and 16 characters (38 in all) or `----geckoformboundary` and up to 32 (53).
 */
export function multipartBytes(
  entries: readonly FormEntry[],
  boundaryLength: number,
  textBytes: (text: string) => number,
): number {
  let bytes = boundaryLength + END_BYTES;
  for (const { name, value } of entries) {
    bytes += PART_HEAD_BYTES + boundaryLength + textBytes(escaped(normalised(name)));
    if (typeof value === 'string') bytes += textBytes(normalised(value));
    else bytes += FILE_HEAD_BYTES + textBytes(escaped(value.name)) + (value.type || DEFAULT_TYPE).length + value.size;
  }
  return bytes;
}

const normalised = (text: string) => text.replace(/\r\n?|\n/g, '\r\n');
const escaped = (name: string) => name.replace(/["\r\n]/g, '%22');
