import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Each folder of catalogues (`''`: the one that all pages share) contains one file for each language, with the same
 * keys.
 */

const WORDING = path.resolve(import.meta.dirname, '../../src/ui/wording');
const LANGUAGES = ['en', 'zh-CN', 'zh-HK'];
type Catalogue = { [key: string]: unknown };

const folders = readdirSync(WORDING, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'en.ts')
  .map((file) => path.dirname(file));

const sources = ['src', 'entrypoints']
  .flatMap((top) => {
    const root = path.resolve(import.meta.dirname, '../..', top);
    return readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => path.join(root, file));
  })
  .filter((file) => /\.(ts|svelte)$/.test(file) && !file.startsWith(WORDING + path.sep))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Paths of all texts; a list counts as one. */
function leaves(catalogue: Catalogue, above: string[] = []): string[][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? leaves(value as Catalogue, [...above, key])
      : [[...above, key]],
  );
}

/** Paths of a catalogue's texts. Not the catalogue itself: with a key `then` it would be taken for a promise. */
async function keysOf(folder: string, language: string): Promise<string[][]> {
  const exports = (await import(path.join(WORDING, folder, `${language}.ts`))) as Record<string, Catalogue>;
  return leaves(Object.values(exports)[0]!);
}

/** What a pattern finds in the sources. Searched once for all keys: there are many, and the sources are long. */
const found = (pattern: RegExp) => new Set([...sources.matchAll(pattern)].map((match) => match[1]!));

const USED = {
  read: found(/\.([\w$]+)/g),
  taken: found(/[{,]\s*([\w$]+)\s*(?=[,:}])/g),
  indexed: found(/\.([\w$]+)\s*\[/g),
  ofPicked: found(/\[\w+\]\.([\w$]+)/g),
  quoted: found(/'([\w-]+)'/g),
};

/** Whether a text is read by its name, or by a variable from an object that is (`words.kind[kind]`, `words[one]`). */
function isUsed(keys: string[]): boolean {
  const own = keys.at(-1)!;
  if (USED.read.has(own) || USED.taken.has(own) || USED.quoted.has(own)) return true;
  const above = keys.slice(0, -1);
  return above.some((key) => USED.indexed.has(key)) || (above.length > 0 && USED.ofPicked.has(own));
}

describe.each(folders)('the words of %j', (folder) => {
  it('are the same in all languages, and none is empty by mistake', async () => {
    const [en, ...others] = await Promise.all(
      LANGUAGES.map(async (language) => (await keysOf(folder, language)).map((keys) => keys.join('.')).sort()),
    );
    expect(en).not.toEqual([]);
    for (const other of others) expect(other).toEqual(en);
  });

  it('are all used', async () => {
    const unused = (await keysOf(folder, 'en')).filter((keys) => !isUsed(keys));
    expect(
      unused.map((keys) => keys.join('.')),
      'Delete the words that nothing says.',
    ).toEqual([]);
  });

  it.each(['zh-CN', 'zh-HK'])('have a pause before a narrow page ends the line, in %s', (language) => {
    const text = readFileSync(path.join(WORDING, folder, `${language}.ts`), 'utf8');
    // 288 px at 13 px each, the pause included.
    expect(
      text.match(/\p{Script=Han}{22,}/gu) ?? [],
      'Lines break at pauses only. A longer clause breaks anywhere, even before its comma: say it in two.',
    ).toEqual([]);
  });
});
