import { multipartBytes } from './multipart-bytes.ts';

const encoder = new TextEncoder();

/** Bytes of a text as UTF-8. */
export const textBytes = (text: string): number => encoder.encode(text).length;

/** Firefox writes four 32-bit numbers in hexadecimal without leading zeros: at most this long, rarely less. */
const GECKO_BOUNDARY_LENGTH = '----geckoformboundary'.length + 32;

let boundary = 0;
const boundaryLength = () => (boundary ||= ownBoundaryLength());

/** The length that the browser itself writes into a head, whatever its version. */
function ownBoundaryLength(): number {
  const example = new Response(new FormData()).headers
    .get('content-type')!
    .slice('multipart/form-data; boundary='.length);
  return example.startsWith('----gecko') ? GECKO_BOUNDARY_LENGTH : example.length;
}

/** Bytes of a form's data in the given encoding (HTML, 'form submission'). */
export function formBytes(form: FormData, enctype: string): number {
  const entries: { name: string; value: string | File }[] = [];
  form.forEach((value, name) => entries.push({ name, value }));
  if (enctype === 'multipart/form-data') return multipartBytes(entries, boundaryLength(), textBytes);
  // Of a file only its name is sent.
  const pairs = entries.map(({ name, value }) => [name, typeof value === 'string' ? value : value.name]);
  if (enctype === 'text/plain') return textBytes(pairs.map(([name, value]) => `${name}=${value}\r\n`).join(''));
  const normalised = pairs.map((pair) => pair.map((text) => text.replace(/\r\n?|\n/g, '\r\n')));
  return new URLSearchParams(normalised).toString().length;
}
