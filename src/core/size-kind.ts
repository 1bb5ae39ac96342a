import { headerOf, isDownload, type HttpHeader } from './http-header.ts';
import type { Kind } from './kind.ts';

/** What a response's size goes by: what it was for, or what it is where a script asked for it. */
export type SizeKind = Kind | 'wasm' | 'download';

const BY_TYPE: readonly (readonly [type: RegExp, kind: SizeKind])[] = [
  [/javascript/, 'script'],
  [/^text\/css/, 'style'],
  [/^text\/html/, 'document'],
  [/^image\//, 'image'],
  [/font/, 'font'],
  [/^(video|audio)\//, 'media'],
  [/wasm/, 'wasm'],
];

/** What is sized like others of `kind`; like other files where it is to be saved as one; or, where a script or a worker may have asked for anything, of its Content-Type. */
export function sizeKindOf(kind: Kind, headers: readonly HttpHeader[]): SizeKind {
  if (isDownload(headers)) return 'download';
  if (kind !== 'fetch' && kind !== 'other') return kind;
  const type = headerOf(headers, 'content-type')?.toLowerCase() ?? '';
  return BY_TYPE.find(([of]) => of.test(type))?.[1] ?? kind;
}
