import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Checks the code's structure: which folder may import which, how files are named and how long they are. Each failure
 * lists the files that break a rule, and what to do about them.
 */

const ROOT = path.resolve(import.meta.dirname, '../..');

type Import = { from: string; isType: boolean };
type File = {
  path: string;
  folder: string;
  name: string;
  lines: number;
  text: string;
  code: string;
  imports: Import[];
};

/** Rules do not apply to comments. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');

function importsOf(code: string): Import[] {
  const statements = code.matchAll(/^\s*(import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const calls = code.matchAll(/\bimport\(\s*['"`]([^'"`]+)['"`]\s*\)/g);
  return [
    ...[...statements].map(([, , type, from]) => ({ from: from!, isType: type !== undefined })),
    ...[...calls].map(([, from]) => ({ from: from!, isType: false })),
  ];
}

function read(file: string): File {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const code = withoutComments(text);
  const [top, second] = file.split('/');
  return {
    path: file,
    folder: top === 'src' ? second! : top!,
    name: path.basename(file),
    lines: text.trimEnd().split('\n').length,
    text,
    code,
    imports: importsOf(code),
  };
}

const files = ['src', 'entrypoints'].flatMap((top) =>
  readdirSync(path.join(ROOT, top), { recursive: true, encoding: 'utf8' })
    .map((file) => `${top}/${file.replaceAll(path.sep, '/')}`)
    .filter((file) => /\.(ts|svelte)$/.test(file))
    .map(read),
);
const inFolder = (folder: string) => files.filter((file) => file.folder === folder);

type Rule = { folders: string[]; packages: string[]; also?: (imported: Import) => boolean };

/** What each folder may import besides itself: see the README's table 'The house'. */
const HOUSE: Record<string, Rule> = {
  core: { folders: [], packages: ['tldts', 'temporal-polyfill', 'valibot'] },
  storage: { folders: ['core'], packages: ['idb'] },
  browser: { folders: ['core'], packages: ['webextension-polyfill'] },
  page: { folders: ['core'], packages: [] },
  background: { folders: ['core', 'storage', 'browser'], packages: ['valibot'] },
  ui: {
    folders: ['core', 'storage'],
    packages: [
      'd3-hierarchy',
      'layerchart/hierarchy',
      'layerchart/svg',
      'layerchart/utils/download',
      'svelte',
      'svelte/reactivity',
      'svelte/reactivity/window',
      'temporal-polyfill',
    ],
    // Adapters are passed to it; at run time it imports only the messages.
    also: ({ from, isType }) => from.endsWith('/browser/messages.ts') || (isType && from.includes('/browser/')),
  },
  entrypoints: {
    folders: ['core', 'storage', 'browser', 'page', 'background', 'ui'],
    packages: [
      'svelte',
      'wxt/utils/define-background',
      'wxt/utils/define-content-script',
      'wxt/utils/define-unlisted-script',
    ],
  },
};

function targetOf(file: File, from: string): string {
  const target = path.posix.join(path.posix.dirname(file.path), from);
  return target.startsWith('src/') ? target.split('/')[1]! : target.split('/')[0]!;
}

function mayImport(file: File, imported: Import): boolean {
  const rule = HOUSE[file.folder];
  if (!rule) return false;
  if (!imported.from.startsWith('.')) return rule.packages.includes(imported.from);
  const target = targetOf(file, imported.from);
  return target === file.folder || rule.folders.includes(target) || (rule.also?.(imported) ?? false);
}

const offenders = (all: File[], isWrong: (file: File) => boolean) => all.filter(isWrong).map((file) => file.path);
const matches = (all: File[], pattern: RegExp) =>
  all.flatMap(({ path: name, code }) => [...code.matchAll(pattern)].map(([found]) => `${name}: ${found}`));

describe('the code’s structure', () => {
  it('is not empty', () => {
    for (const folder of Object.keys(HOUSE)) expect(inFolder(folder), folder).not.toEqual([]);
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(200);
  });

  it('has no other folders', () => {
    const strangers = offenders(files, (file) => !(file.folder in HOUSE));
    expect(strangers, 'Put each file into one of the folders of the table, or give the table a new row.').toEqual([]);
  });

  it('imports in one direction only', () => {
    const wrong = files.flatMap((file) =>
      file.imports.filter((one) => !mayImport(file, one)).map((one) => `${file.path} imports ${one.from}`),
    );
    expect(
      wrong,
      'A folder imports only what stands below it, types included. Pass the thing in as a dependency, or move what both need down to src/core.',
    ).toEqual([]);
  });

  it('imports files with their extension', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .filter(({ from }) => from.startsWith('.') && !/\.(ts|svelte|css|json)$/.test(from))
        .map(({ from }) => `${file.path} imports ${from}`),
    );
    expect(wrong, 'Write relative imports with their extension: ./slot.ts').toEqual([]);
  });

  it('has no barrels and no files for miscellaneous helpers', () => {
    const wrong = offenders(inFolderOfSource(), ({ path: name }) =>
      /(^|\/)(utils?|helpers?|common|misc|shared|index)(\.ts|\/)/.test(name),
    );
    expect(wrong, 'A helper lives beside its only user until it has two; import the file itself.').toEqual([]);
    const passedOn = matches(inFolderOfSource(), /^\s*export\s+(?:type\s+)?(?:\*|\{[^}]*\})\s+from\s.*$/gm);
    expect(passedOn, 'Let users import from the file that defines it.').toEqual([]);
  });

  it('keeps files short', () => {
    const long = files.filter(({ lines }) => lines > 300).map(({ path: name, lines }) => `${name}: ${lines}`);
    expect(long, 'No file over 300 lines: find the part that has a name of its own.').toEqual([]);
    const lines = inFolderOfSource()
      .map((file) => file.lines)
      .sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)], 'The median stays under 80 lines.').toBeLessThan(80);
    const shells = inFolder('entrypoints').filter((file) => file.lines >= 40);
    expect(
      shells.map((file) => file.path),
      'An entry point is a shell: move the logic into src.',
    ).toEqual([]);
  });

  it('names files after their one main export', () => {
    const kebab = /^[a-z0-9]+(-[A-Za-z0-9]+)*(\.svelte|\.d)?\.ts$/;
    const wrong = offenders(inFolderOfSource(), ({ name }) =>
      name.endsWith('.svelte') ? !/^[A-Z][A-Za-z0-9]*\.svelte$/.test(name) : !kebab.test(name),
    );
    expect(wrong, 'kebab-case.ts, and PascalCase.svelte for components.').toEqual([]);
  });

  it('has a pure core: the clock, randomness and the browser are arguments', () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\b|\bTemporal\.Now\b|\bMath\.random\b|\bcrypto\b|\bglobalThis\b|\bconsole\b|\bsetTimeout\b|\bfetch\(|\bprocess\.|\b(?:browser|chrome)\./g;
    expect(matches(inFolder('core'), impure), 'Take it as an argument.').toEqual([]);
  });

  it('has page scripts that import only types and constants of the core, and use no extension API', () => {
    const wrong = matches(inFolder('page'), /\b(?:browser|chrome)\.\w+/g);
    expect(wrong, 'The entry point hands over how to send.').toEqual([]);
  });

  it('imports the polyfill in one file only', () => {
    const users = offenders(files, (file) => file.imports.some(({ from }) => from === 'webextension-polyfill'));
    const others = users.filter((name) => name !== 'src/browser/browser.ts' && !name.includes('messages.ts'));
    expect(others, 'Import { browser } from src/browser/browser.ts.').toEqual([]);
  });

  it('has no style attributes in templates', () => {
    const wrong = matches(files, /<[a-z][^<>]*\sstyle="[^"{]*"/g);
    expect(
      wrong,
      'The pages’ policy refuses a style that comes as markup: use a class, or style:name={value}.',
    ).toEqual([]);
  });

  it('documents exports', () => {
    const wrong = inFolderOfSource().flatMap(({ path: name, folder, text }) => {
      // A component's props are explained by what it shows.
      const isView = folder === 'ui' || folder === 'page';
      const exported = text.matchAll(/(\S*)\n+export (?:async )?(function\*?|const|type|class|interface) (\w+)/g);
      return [...exported]
        .filter(([, before, kind, of]) => before !== '*/' && !of!.endsWith('Deps') && !(isView && kind !== 'function'))
        .map(([, , , of]) => `${name}: ${of}`);
    });
    expect(
      wrong,
      'A doc comment right above it: shapes, units, what absence means, errors, where a constant comes from. Of `…Deps` the fields say it.',
    ).toEqual([]);
  });

  it('writes nothing to the console: errors go to the log for diagnostics', () => {
    expect(matches(inFolderOfSource(), /\bconsole\.\w+/g), 'Note it in the error log.').toEqual([]);
  });

  it('uses IndexedDB in the storage folder only', () => {
    const users = matches(
      files.filter(({ folder }) => folder !== 'storage'),
      /\bindexedDB\b|\bIDB[A-Z]\w+/g,
    );
    expect(users, 'Ask src/storage.').toEqual([]);
  });
});

function inFolderOfSource(): File[] {
  return files.filter((file) => file.path.startsWith('src/'));
}
