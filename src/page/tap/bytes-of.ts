import { measure } from './line.ts';
import { capture, quietly, uncurry } from './natives.ts';
import { utf8Length } from './utf8-length.ts';

// Works for objects of any frame.
const tagOf = uncurry(Object.prototype.toString);
const { size } = capture(Blob);
const query = uncurry(URLSearchParams.prototype.toString);

/**
 * Measures a message or a request's body without reading it: text as UTF-8, a Blob by its size, a FormData as the
 * browser will write it. 0 for a stream, and for any object that is converted to text in its own way.
 */
export function bytesOf(body: unknown): number {
  if (typeof body === 'string') return utf8Length(body);
  const tag = tagOf(body);
  if (tag === '[object FormData]') return (measure(body as FormData) as number) || 0;
  if (tag === '[object URLSearchParams]') return query(body).length;
  return (body as ArrayBufferView | null | undefined)?.byteLength ?? (quietly(() => size(body as Blob)) || 0);
}
