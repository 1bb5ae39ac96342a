import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const rows = read('docs/threat-model.md')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([, tries = '', , test = '']) => ({ tries, test }));

/** Titles as written in the source: pages in quotes and template literals are no titles. */
const titlesIn = (file: string) =>
  [
    ...read(file).matchAll(/\b(?:test|it|describe)(?:\.\w+)*\(\s*(['"`])(.+?)\1,/g),
    ...read(file).matchAll(/\]\)\((['"`])(.+?)\1,/g),
  ].map(([, , title]) => title!);

describe('the threat model', () => {
  it('has a line for every kind of attacker', () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
    for (const who of ['page', 'frame', 'host', 'other extensions', 'imported', 'SMS', 'shared computer'])
      expect(read('docs/threat-model.md')).toMatch(new RegExp(`^\\| [^|]*${who}`, 'm'));
  });

  it.each(rows)('names an existing test: $tries', ({ test }) => {
    const [, file, title] = /^`([^`]+)` › (.+)$/.exec(test) ?? [];
    expect(file, `${test}: write it as \`file\` › title`).toBeDefined();
    expect(existsSync(path.join(ROOT, file!)), `${file} is missing`).toBe(true);
    expect(
      titlesIn(file!).some((one) => one.startsWith(title!)),
      `${file} has no test “${title}”`,
    ).toBe(true);
  });
});
