import { capture, uncurry } from './natives.ts';
import { utf8Length } from './utf8-length.ts';

/**
 * Measures a message or a request's body without reading it: text as UTF-8, a Blob by its size, a FormData as the
 * browser will write it. 0 for a stream and for a kind that is turned into text in ways of its own.
 */
export function createBytesOf(
  tagOf: (value: unknown) => string,
  formBytes: (form: FormData) => number | undefined,
): (body: unknown) => number {
  const { size } = capture(Blob);
  const charCodeAt = uncurry(String.prototype.charCodeAt);
  const query = uncurry(URLSearchParams.prototype.toString);
  return (body) => {
    if (typeof body === 'string') return utf8Length(body, charCodeAt);
    const tag = tagOf(body);
    return (
      (tag === '[object Blob]' || tag === '[object File]'
        ? size(body as Blob)
        : tag === '[object FormData]'
          ? formBytes(body as FormData)
          : tag === '[object URLSearchParams]'
            ? query(body as URLSearchParams).length
            : (body as ArrayBufferView | null | undefined)?.byteLength) || 0
    );
  };
}
