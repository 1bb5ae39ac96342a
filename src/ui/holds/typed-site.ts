import { siteOf } from '../../core/site.ts';

/** The site that the user has typed, as an address or a host name; `''` where it is neither. */
export function typedSite(text: string): string {
  const typed = text.trim();
  return typed === '' ? '' : siteOf(typed.includes('://') ? typed : `https://${typed}`);
}
