import { isDigit } from './character.ts';

/** What stands before a fraction. */
export type DecimalMark = '.' | ',';

/** A number as written: its value and how much the last digit is worth. */
export type Figure = { value: number; step: number };

/**
 * What a number's separators mean. `1.234,56` and `7.44` explain themselves; for `1,024` and `1.024` it matters what
 * the rest of the message does, then what its language does. Three digits behind a point are a fraction of a
 * gigabyte (`47.552GB`) and thousands of megabytes (`1.024 MB` in a language with a decimal comma).
 *
 * @param mark what this message shows to be its decimal mark, `null` where it shows nothing
 * @param language what its language writes
 * @param isLarge the unit is gigabytes or more, of which nobody has thousands
 * @returns `null` where it is no number (`1,2,3`)
 */
export function readNumber(
  text: string,
  mark: DecimalMark | null,
  language: DecimalMark,
  isLarge: boolean,
): Figure | null {
  if (text.length > 24) return null;
  const own = ownDecimalMark(text);
  if (own === 'malformed') return null;
  const separators = [...text].filter((character) => character === '.' || character === ',');
  const [only] = separators;
  let decimal: string | null = own;
  if (decimal === null && separators.length === 1 && only !== undefined) {
    const isDecimal =
      mark === null ? (only === language && (isLarge || only === '.')) || (only === '.' && isLarge) : only === mark;
    decimal = isDecimal ? only : null;
  }
  const plain = [...text]
    .filter((character) => isDigit(character) || character === decimal)
    .join('')
    .replace(',', '.');
  const point = plain.indexOf('.');
  return { value: Number(plain), step: point < 0 ? 1 : 10 ** (point + 1 - plain.length) };
}

/** The decimal mark that a number shows by itself; `null` where it could go either way, or has none. */
export function ownDecimalMark(text: string): DecimalMark | null | 'malformed' {
  const groups = text.split(/[.,']/);
  const separators = [...text].filter((character) => !isDigit(character));
  const last = separators.at(-1);
  if (last === undefined) return null;
  const others = new Set(separators.slice(0, -1));
  if (others.has(last)) return others.size === 1 && areGroups(groups) ? null : 'malformed';
  if (others.size > 1 || (others.size === 1 && !areGroups(groups.slice(0, -1)))) return 'malformed';
  if (last === "'") return others.size === 0 && areGroups(groups) ? null : 'malformed';
  const isPlain = groups[0] === '' || groups[0] === '0' || (groups[0] ?? '').length > 3 || groups.at(-1)?.length !== 3;
  return others.size === 1 || isPlain ? (last as DecimalMark) : null;
}

const areGroups = ([first = '', ...rest]: string[]) =>
  first.length >= 1 && first.length <= 3 && rest.every((group) => group.length === 3);
