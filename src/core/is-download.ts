import { headerOf, type HttpHeader } from './http-header.ts';
import type { Kind } from './kind.ts';

/**
 * Types that a browser does not show where it was to go to one: it saves it (HTML standard, 'process a navigate fetch').
 * Of `application/…` it shows PDF, JSON, XML and scripts; of `text/…` all but tables, calendars and cards.
 */
const IS_SAVED =
  /^(application\/(?!(pdf|json|xml|xhtml\+xml|(x-)?(java|ecma)script|signed-exchange)\b|[^;\s]+\+(json|xml))|font\/|text\/(csv|tab-separated-values|calendar|vcard)\b)/i;

/**
 * What the browser is to save instead of showing: what says so (RFC 6266), and where a tab or a frame was to go to it, also
 * what is of no type that it shows. Without a type it shows what it finds it to be.
 */
export function isDownload(headers: readonly HttpHeader[], kind: Kind): boolean {
  if (headerOf(headers, 'content-disposition')?.toLowerCase().startsWith('attachment')) return true;
  return (kind === 'document' || kind === 'frame') && IS_SAVED.test(headerOf(headers, 'content-type') ?? '');
}
