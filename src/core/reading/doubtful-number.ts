import { dataUnitAt } from './data-unit.ts';
import { languageMark, messageMark } from './decimal-marks.ts';
import type { Token } from './token.ts';

/** Cities of Europe where a point stands before a fraction, as in English; elsewhere there it groups thousands. */
const POINT_CITIES = new Set(
  'London Dublin Belfast Malta Gibraltar Jersey Guernsey Isle_of_Man Zurich Vaduz'.split(' '),
);

/**
 * A number that may be a thousand times as large, with its unit: `1.500 MB` in an English message of a European
 * carrier, where nothing else shows what its point means. `null`: there is none.
 */
export function doubtfulNumber(tokens: readonly Token[], timeZone: string): string | null {
  const [continent, city = ''] = timeZone.split('/');
  if (continent !== 'Europe' || POINT_CITIES.has(city)) return null;
  const at = tokens.findIndex((token, index) => {
    const unit = /^[1-9][0-9]{0,2}\.[0-9]{3}$/.test(token.text) ? dataUnitAt(tokens, index + 1) : null;
    return unit !== null && unit.power < 3;
  });
  if (at < 0 || messageMark(tokens) !== null || languageMark(tokens) === ',') return null;
  return `${tokens[at]?.text} ${tokens[at + 1]?.cased}`;
}
