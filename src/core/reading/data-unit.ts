import type { Power } from './data-amount.ts';
import type { Token } from './token.ts';

/** A unit of data as written: `kB` is power 1; `isBinary`: spelled KiB, MiB; `length` in tokens. */
export type DataUnit = { power: Power; isBinary: boolean; length: number };

const WORDS: Record<string, Power> = {
  b: 0,
  byte: 0,
  bytes: 0,
  octets: 0,
  байта: 0,
  k: 1,
  kb: 1,
  kbs: 1,
  kbyte: 1,
  kbytes: 1,
  kilobyte: 1,
  kilobytes: 1,
  кб: 1,
  кбайт: 1,
  m: 2,
  mb: 2,
  mbs: 2,
  mbyte: 2,
  mbytes: 2,
  meg: 2,
  megs: 2,
  mega: 2,
  megas: 2,
  megabyte: 2,
  megabytes: 2,
  megaoctets: 2,
  мб: 2,
  мбайт: 2,
  мегабайта: 2,
  мегабайт: 2,
  g: 3,
  gb: 3,
  gbs: 3,
  gig: 3,
  gigs: 3,
  giga: 3,
  gigas: 3,
  gbyte: 3,
  gbytes: 3,
  gigabyte: 3,
  gigabytes: 3,
  gigaoctets: 3,
  гб: 3,
  гбайт: 3,
  гигабайта: 3,
  гигабайт: 3,
  t: 4,
  tb: 4,
  tbs: 4,
  terabyte: 4,
  terabytes: 4,
  тб: 4,
};
const BINARY: Record<string, Power> = { kib: 1, mib: 2, gib: 3, tib: 4 };
/** Octets in French; in lower case `go` is a verb and `mo` a month. */
const OCTETS: Record<string, Power> = { Ko: 1, Mo: 2, Go: 3 };
const IDEOGRAPHS: [string, Power][] = [
  ['兆', 2],
  ['吉', 3],
  ['ギガバイト', 3],
  ['メガバイト', 2],
  ['ギガ', 3],
  ['メガ', 2],
];

/**
 * The unit of data that stands at `from`, right behind a number.
 *
 * @returns `null` where there is none: `94 min`, `10 Mbps`, `500 m` away
 */
export function dataUnitAt(tokens: readonly Token[], from: number): DataUnit | null {
  const token = tokens[from];
  if (token?.kind !== 'word') return null;
  for (const [word, power] of IDEOGRAPHS) {
    if ([...word].every((character, index) => tokens[from + index]?.text === character)) {
      return { power, isBinary: false, length: word.length };
    }
  }
  const binary = own(BINARY, token.text);
  const power = own(OCTETS, token.cased) ?? own(WORDS, token.text) ?? binary;
  if (power === undefined) return null;
  // A lone small letter with a space before it is a metre or a word.
  if (token.cased.length === 1 && token.isSpaced && token.cased !== token.cased.toUpperCase()) return null;
  return { power, isBinary: binary !== undefined, length: 1 };
}

const own = (table: Record<string, Power>, key: string) => (Object.hasOwn(table, key) ? table[key] : undefined);
