import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseReading } from '../../src/core/reading.ts';
import { refusalWords } from '../../src/ui/readings/refusal-words.ts';
import { LANGUAGES } from '../../src/ui/wording/choose.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';

const CORE = 'src/core/reading';
/** What is wrong with the question, not with the message: no user ever asks it. */
const OF_THE_QUESTION = /is not an instant|is not a time zone/;

/** Each sentence by which the reader refuses, as its source has it. */
const sentences = [`${CORE}.ts`, ...readdirSync(CORE).map((file) => `${CORE}/${file}`)]
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/(?:error: |\n {2})(['`])([A-Z'].*?)\1/g)])
  .map(([, , sentence]) => sentence!.replace(/\$\{.*?\}/g, '11月22日'))
  .filter((sentence) => sentence.endsWith('.') && !OF_THE_QUESTION.test(sentence));

test('the reader has the reasons that are known here', () => expect(sentences.length).toBeGreaterThan(15));

test.each(LANGUAGES.filter((language) => language !== 'en'))('each reason is said in %s', (language) => {
  for (const sentence of sentences)
    expect(refusalWords(sentence, createVoice(language, 'Asia/Hong_Kong'))).toMatch(/^[^A-Za-z]+。$/);
});

test('a time to come is quoted', () => {
  const context = { now: '2026-11-22T05:00:00Z', timeZone: 'Asia/Hong_Kong' };
  const read = parseReading('截至11月22日14时，国内通用流量已用1.35GB', context);
  const voice = createVoice('zh-CN', 'Asia/Hong_Kong');
  expect('error' in read && refusalWords(read.error, voice)).toBe('“11月22日14时”还没到，运营商不会知道那时用了多少。');
});

test('what is none of its reasons stands as it is', () =>
  expect(refusalWords('reading.apply: no plan is active', createVoice('zh-CN', 'UTC'))).toMatch(/no plan is active/));
