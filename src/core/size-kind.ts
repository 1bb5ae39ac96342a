import { headerOf, type HttpHeader } from './http-header.ts';
import { isDownload } from './is-download.ts';
import type { Kind } from './kind.ts';

/** What a response's size goes by: what it was for, or what it is where a script asked for it. */
export type SizeKind = Kind | 'snippet' | 'starter' | 'work' | 'wasm' | 'download';

const BY_TYPE: readonly (readonly [type: RegExp, kind: SizeKind])[] = [
  [/javascript/, 'script'],
  [/^text\/css/, 'style'],
  [/^text\/html/, 'document'],
  [/^image\//, 'image'],
  [/font/, 'font'],
  [/^(video|audio)\//, 'media'],
  [/wasm/, 'wasm'],
];

/** Made for one person, and kept by no cache that others share (RFC 9111 §5.2.2). */
const MADE_FOR_ONE = /\b(private|no-store)\b/i;

/**
 * What is sized like others of `kind`; like other files where it is to be saved as one; or, where a script or a worker may
 * have asked for anything, of its Content-Type. No library, as most scripts are: one that is made for one person is an
 * answer, such as a bid for an advertisement, and one that no tab asked for starts a service worker. What workers fetch, if
 * nothing else, is what they were started for.
 */
export function sizeKindOf(kind: Kind, headers: readonly HttpHeader[], isOfTab = true): SizeKind {
  if (isDownload(headers, kind)) return 'download';
  if (kind === 'script' && !isOfTab) return 'starter';
  if (kind === 'script' && MADE_FOR_ONE.test(headerOf(headers, 'cache-control') ?? '')) return 'snippet';
  if (kind !== 'fetch' && kind !== 'other') return kind;
  const type = headerOf(headers, 'content-type')?.toLowerCase() ?? '';
  return BY_TYPE.find(([of]) => of.test(type))?.[1] ?? (isOfTab ? kind : 'work');
}
