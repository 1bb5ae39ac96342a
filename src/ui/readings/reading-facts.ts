import type { Plan, Reading } from '../../core/contract.ts';
import { dataWords } from '../format/data-text.ts';
import { percentText } from '../format/percent-text.ts';
import { endingAt, zonedTime } from '../format/when-text.ts';
import { readingWords } from '../wording/reading-words.ts';
import type { Voice } from '../wording/voice.ts';

/** What a reading says, as names and values; without its time, for which the form has a field. */
export function readingFacts(reading: Reading, plan: Plan, voice: Voice): [name: string, value: string][] {
  const words = readingWords(voice);
  const amount = (bytes: number) => dataWords(bytes, { base: reading.unit ?? plan.unit }, voice);
  const facts: [string, string | null | undefined][] = [
    [words.used, reading.used === undefined ? null : amount(reading.used)],
    [words.left, reading.remaining === undefined ? null : amount(reading.remaining)],
    [words.total, reading.total === undefined ? null : amount(reading.total)],
    [words.percent, reading.percentUsed === undefined ? null : percentWords(reading.percentUsed, voice)],
    [words.left, reading.exhausted && reading.remaining === undefined ? words.exhausted : null],
    [words.scope, words.scopes[reading.scope]],
    [words.unit, reading.unit === null ? null : words.unitValue(reading.unit)],
    [words.validUntil, reading.validUntil && whenWords(reading.validUntil, plan.timeZone, voice)],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

/** A reading's main figure, for the list: what is used, else what is left. */
export function readingFigure(reading: Reading, plan: Plan, voice: Voice): string {
  const words = readingWords(voice);
  const base = reading.unit ?? plan.unit;
  if (reading.used !== undefined) return words.saidUsed(dataWords(reading.used, { base }, voice));
  if (reading.remaining !== undefined) return words.saidLeft(dataWords(reading.remaining, { base }, voice));
  return reading.percentUsed === undefined ? words.saidUp : words.saidUsed(percentWords(reading.percentUsed, voice));
}

/** By how much the carrier's figure differs from ours; `''` where there is nothing to compare. */
export function outsideWords(outside: number | null, plan: Plan, voice: Voice): string {
  const words = readingWords(voice);
  if (outside === null) return '';
  const amount = dataWords(Math.abs(outside), { base: plan.unit }, voice);
  if (Math.abs(outside) < 1000) return words.same;
  return outside > 0 ? words.more(amount) : words.less(amount);
}

/** `25 Nov, 24:00`: an ISO 8601 instant by the plan's clock. */
export function whenWords(instant: string, timeZone: string, voice: Voice): string {
  const ms = Date.parse(instant);
  const { day, time } = endingAt(ms, timeZone);
  return voice.words.dateTime(day, zonedTime(time, ms, timeZone, voice));
}

const percentWords = (percent: number, { language }: Voice): string =>
  percentText(percent / 100, language, Number.isInteger(percent) ? 0 : 1);
