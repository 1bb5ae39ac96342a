import type { Language } from '../wording/choose.ts';
import type { Voice } from '../wording/voice.ts';
import { bytesPer, pickUnit, type DataUnit, type UnitBase } from './data-unit.ts';
import { numberText } from './number-text.ts';
import { NBSP } from './percent-text.ts';

/** Half an interval's width as a share of the amount: from here on one decimal is all that is known … */
const ONE_DECIMAL = 0.1;
/** … and from here on the amount is only about so much. */
const ABOUT = 0.3;

/** An amount as it is shown: digits apart from the unit, because a heading sets them in different sizes. */
export type DataText = { number: string; unit: DataUnit; about: boolean };

export type DataOptions = {
  base: UnitBase;
  /** Default: the largest unit that fits. A column or a sentence with two amounts shares one. */
  unit?: DataUnit | undefined;
  /** Decimals shared by a column; default: by the amount. */
  decimals?: number | undefined;
  /** Half the width of the 90 % interval ÷ the amount; default 0. */
  spread?: number | undefined;
};

/** No more digits than are known; `<0.01` and never `0.00`. */
export function dataText(bytes: number, options: DataOptions, language: Language): DataText {
  const unit = options.unit ?? pickUnit(bytes, options.base);
  const value = bytes / bytesPer(unit, options.base);
  const spread = options.spread ?? 0;
  if (spread > ABOUT && value > 0) return { number: roughly(value, language), unit, about: true };
  const known = options.decimals ?? decimalsFor(value, unit);
  const decimals = spread >= ONE_DECIMAL ? Math.min(1, known) : known;
  const least = 10 ** -decimals;
  if (value > 0 && value < least / 2)
    return { number: `<${numberText(least, decimals, language)}`, unit, about: false };
  return { number: numberText(value, value > 0 ? decimals : 0, language), unit, about: false };
}

/** The amount with its unit, in a sentence: `1.23 GB`, `about 1 GB`. */
export function dataWords(bytes: number, options: DataOptions, { language, words }: Voice): string {
  const { number, unit, about } = dataText(bytes, options, language);
  return about ? words.about(number + NBSP + unit) : number + NBSP + unit;
}

/** At or above 1 GB two decimals, above 100 one; MB whole from 10, one decimal below; kB whole. */
export function decimalsFor(value: number, unit: DataUnit): number {
  if (unit === 'GB') return value < 100 ? 2 : 1;
  return unit === 'MB' && value < 9.95 ? 1 : 0;
}

function roughly(value: number, language: Language): string {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return numberText(Math.round(value / magnitude) * magnitude, magnitude < 1 ? -Math.log10(magnitude) : 0, language);
}
