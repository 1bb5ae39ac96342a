import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../core/duration.ts';
import type { Voice } from '../wording/voice.ts';

export type DurationPart = { value: number; unit: 'd' | 'h' | 'min' };

/** A duration in at most two units, rounded down: days and hours, or below a day hours and minutes. Zero is `0 h`. */
export function durationParts(ms: number): DurationPart[] {
  const left = Math.max(0, ms);
  const [large, small]: [DurationPart, DurationPart] =
    left >= DAY_MS
      ? [
          { value: Math.floor(left / DAY_MS), unit: 'd' },
          { value: Math.floor((left % DAY_MS) / HOUR_MS), unit: 'h' },
        ]
      : [
          { value: Math.floor(left / HOUR_MS), unit: 'h' },
          { value: Math.floor((left % HOUR_MS) / MINUTE_MS), unit: 'min' },
        ];
  if (small.value === 0) return [large];
  return large.value === 0 ? [small] : [large, small];
}

/** The duration in a sentence: `3 d 9 h`, `3天9小时`. */
export function durationText(ms: number, voice: Voice): string {
  return durationWords(durationParts(ms), voice);
}

/** The parts of a duration in a sentence. */
export function durationWords(parts: readonly DurationPart[], { words }: Voice): string {
  return words.duration(parts.map(({ value, unit }) => words.durationPart(value, words.units[unit])));
}
