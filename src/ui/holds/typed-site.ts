import { siteOf } from '../../core/site.ts';

/** The site that somebody has typed, as an address or by its name alone; `''` where it is none. */
export function typedSite(text: string): string {
  const typed = text.trim();
  return typed === '' ? '' : siteOf(typed.includes('://') ? typed : `https://${typed}`);
}
