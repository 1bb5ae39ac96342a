import { headerOf, type HttpHeader } from './http-header.ts';
import { isDownload, isForViewer } from './is-download.ts';
import type { Kind } from './kind.ts';

/** What a response's size is predicted by: what it was for, or its content type where a script requested it. */
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

/** Made for one user: no shared cache may keep it (RFC 9111 §5.2.2). */
const MADE_FOR_ONE = /\b(private|no-store)\b/i;

/**
 * The kind whose sizes a response is like: `kind`; that of downloads where it is saved as a file, or shown as one; or
 * that of its Content-Type where a script or a worker may have requested anything. Most scripts are libraries, but not
 * one that is made for one user, which is an answer, such as a bid for an advertisement, nor one that no tab requested,
 * which starts a service worker. Anything else that a worker fetches is the work that it was started for.
 */
export function sizeKindOf(kind: Kind, headers: readonly HttpHeader[], isOfTab = true): SizeKind {
  // Chromium reports what a link's `download` saves as a request of type 'other'.
  const asked = kind === 'other' && isOfTab ? 'document' : kind;
  if (isDownload(headers, asked) || isForViewer(headers, kind)) return 'download';
  if (kind === 'script' && !isOfTab) return 'starter';
  if (kind === 'script' && MADE_FOR_ONE.test(headerOf(headers, 'cache-control') ?? '')) return 'snippet';
  if (kind !== 'fetch' && kind !== 'other') return kind;
  const type = headerOf(headers, 'content-type')?.toLowerCase() ?? '';
  return BY_TYPE.find(([of]) => of.test(type))?.[1] ?? (isOfTab ? kind : 'work');
}
