import { expect } from '@playwright/test';
import { HELD, MESSAGE_HEAD, PRIVATE_SITE, SECRETS } from './whole-session.ts';

/**
 * Expects that what the extension stores of a whole session, and its diagnostics, is no more than the privacy policy
 * says.
 *
 * @param stored each store's content as text, by its name
 * @param diagnostics the background's answer
 */
export function expectKept(stored: Record<string, string>, diagnostics: unknown): void {
  const placesOf = (text: string) => Object.keys(stored).filter((place) => stored[place]!.includes(text));
  for (const [what, text] of Object.entries(SECRETS)) expect(placesOf(text), what).toEqual([]);
  expect(placesOf(PRIVATE_SITE)).toEqual([]);
  for (const text of Object.values(HELD)) expect(placesOf(text)).toEqual(['session']);
  expect(placesOf(MESSAGE_HEAD)).toEqual(['datagauge readings']);
  expect(placesOf('news.test')).toContain('datagauge names');
  const told = JSON.stringify(diagnostics);
  expect(told).not.toMatch(/\.test\b/);
  for (const [what, text] of Object.entries({ ...SECRETS, ...HELD })) expect(told, what).not.toContain(text);
}
