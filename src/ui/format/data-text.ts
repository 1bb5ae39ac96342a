import type { Language } from '../wording/choose.ts';
import type { Voice } from '../wording/voice.ts';
import { bytesPer, pickUnit, type DataUnit, type UnitBase } from './data-unit.ts';
import { numberText } from './number-text.ts';
import { NBSP } from './percent-text.ts';

/**
 * Bounds on half the interval's width ÷ the amount. From `ONE_DECIMAL` on a second decimal would be noise; above
 * `ABOUT` the amount is rounded to one digit and called approximate.
 */
const ONE_DECIMAL = 0.1;
const ABOUT = 0.3;

/**
 * An amount as it is shown, its number apart from the unit because headings set the two in different sizes. `about`:
 * the number is a rough estimate.
 */
export type DataText = { number: string; unit: DataUnit; about: boolean };

export type DataOptions = {
  base: UnitBase;
  /** Default: the largest unit that fits. The amounts of one column or sentence share a unit. */
  unit?: DataUnit | undefined;
  /** The decimals that a column shares; default: depends on the amount. */
  decimals?: number | undefined;
  /** Half the width of the 90 % interval ÷ the amount; default 0. */
  spread?: number | undefined;
};

/** Formats an amount with no more digits than are known. A small amount is `<0.01`, never `0.00`. */
export function dataText(bytes: number, options: DataOptions, language: Language): DataText {
  const unit = options.unit ?? pickUnit(bytes, options.base);
  const value = bytes / bytesPer(unit, options.base);
  const spread = options.spread ?? 0;
  if (spread > ABOUT && value > 0) return { number: roughly(value, language), unit, about: true };
  const usual = options.decimals ?? decimalsFor(value, unit);
  const decimals = spread >= ONE_DECIMAL ? Math.min(1, usual) : usual;
  const least = 10 ** -decimals;
  if (value > 0 && value < least / 2)
    return { number: `<${numberText(least, decimals, language)}`, unit, about: false };
  return { number: numberText(value, value > 0 ? decimals : 0, language), unit, about: false };
}

/** The amount with its unit, for a sentence: `1.23 GB`, `about 1 GB`. */
export function dataWords(bytes: number, options: DataOptions, { language, words }: Voice): string {
  const { number, unit, about } = dataText(bytes, options, language);
  return about ? words.about(number + NBSP + unit) : number + NBSP + unit;
}

/** Usual decimals: two for GB, one from 100 GB on; none for MB, one below 10 MB; none for kB. */
export function decimalsFor(value: number, unit: DataUnit): number {
  if (unit === 'GB') return value < 100 ? 2 : 1;
  return unit === 'MB' && value < 9.95 ? 1 : 0;
}

function roughly(value: number, language: Language): string {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return numberText(Math.round(value / magnitude) * magnitude, magnitude < 1 ? -Math.log10(magnitude) : 0, language);
}
