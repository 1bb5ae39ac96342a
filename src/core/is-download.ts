import { headerOf, type HttpHeader } from './http-header.ts';
import type { Kind } from './kind.ts';

/**
 * Types that a browser saves when a navigation leads to one, instead of showing it (HTML standard, 'process a navigate
 * fetch'). Of `application/…` it shows PDF, JSON, XML and scripts; of `text/…` all but tables, calendars and cards.
 */
const IS_SAVED =
  /^(application\/(?!(pdf|json|xml|xhtml\+xml|(x-)?(java|ecma)script|signed-exchange)\b|[^;\s]+\+(json|xml))|font\/|text\/(csv|tab-separated-values|calendar|vcard)\b)/i;

/** Whether it is shown by the browser's own viewer, which takes it past the page: no timeline tells its size. */
export const isForViewer = (headers: readonly HttpHeader[], kind: Kind): boolean =>
  (kind === 'document' || kind === 'frame' || kind === 'other') &&
  /^application\/pdf\b/i.test(headerOf(headers, 'content-type') ?? '');

/**
 * Whether the browser saves a response instead of showing it: one that says so (RFC 6266), and, where a tab or a frame
 * navigates to it, one of a type that is not shown. Without a type it goes by what the browser finds it to be.
 */
export function isDownload(headers: readonly HttpHeader[], kind: Kind): boolean {
  if (headerOf(headers, 'content-disposition')?.toLowerCase().startsWith('attachment')) return true;
  return (kind === 'document' || kind === 'frame') && IS_SAVED.test(headerOf(headers, 'content-type') ?? '');
}
