import { foldKoreanTime } from './korean-time.ts';
import { foldTraditional } from './traditional.ts';

/**
 * Unifies what can be written in several ways: full-width forms, accents, traditional characters, exotic spaces. A
 * full-width comma is never a decimal one and becomes a semicolon, unless it groups thousands; a no-break space between
 * digits groups thousands and becomes an apostrophe.
 */
export function fold(text: string): string {
  const spaced = text
    .replace(/\r\n?/g, '\n')
    .replace(/\u00ad|[\u200b-\u200f]|\u2060|\ufeff|\ufe0f/g, '')
    .replace(/(\d)[\u00a0\u2007\u2009\u202f](?=\d{3})/g, "$1'")
    .replace(/([\d０-９])，(?=[\d０-９]{3}(?![\d０-９]))/g, "$1'")
    .replace(/[，、؛]/g, ';')
    .replace(/[‘’`´]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/…/g, ' ; ');
  const plain = spaced
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
  return foldTraditional(foldKoreanTime(plain));
}
