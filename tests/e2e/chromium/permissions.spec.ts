import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixture.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

type Manifest = Record<string, unknown> & {
  content_scripts: { matches: string[] }[];
  web_accessible_resources?: unknown;
};
const manifestOf = (build: string) => JSON.parse(read(`.output/${build}/manifest.json`)) as Manifest;

const rows = [...read('docs/permissions.md').matchAll(/^\| `([^`]+)` *\| (\w+) *\|.*\| `([^`]+)` *\|$/gm)].map(
  ([, permission, browsers, file]) => ({ permission: permission!, browsers: browsers!, file: file! }),
);

/** The API that a permission unlocks; `null`: none. */
const API: Record<string, RegExp | null> = {
  '<all_urls>': /'<all_urls>'/,
  declarativeNetRequestWithHostAccess: /\.declarativeNetRequest\b/,
  unlimitedStorage: null,
  webRequestBlocking: /'blocking'/,
};

for (const [build, family] of [
  ['chrome-mv3', 'Chromium'],
  ['firefox-mv3', 'Firefox'],
] as const)
  test(`${family} requests the permissions that docs/permissions.md lists, and no other`, () => {
    const manifest = manifestOf(build);
    const asked = ['permissions', 'host_permissions', 'optional_permissions', 'optional_host_permissions'].flatMap(
      (key) => (manifest[key] ?? []) as string[],
    );
    const listed = rows.filter(({ browsers }) => browsers === 'both' || browsers === family);
    expect(asked.toSorted()).toEqual(listed.map(({ permission }) => permission).toSorted());
    expect(manifest.content_scripts.flatMap(({ matches }) => matches).sort()).toEqual([
      '*://*/*',
      'http://*/*',
      'https://*/*',
    ]);
  });

test('each permission is used in the file that the document names', () => {
  expect(rows.length).toBeGreaterThan(3);
  for (const { permission, file } of rows) {
    const api = permission in API ? API[permission]! : new RegExp(`\\.${permission}\\b`);
    if (api) expect(read(file), `${permission} in ${file}`).toMatch(api);
  }
});

test('at install Chromium shows the lines that the document quotes', async ({ browserOf }) => {
  const manifest = JSON.stringify(manifestOf('chrome-mv3'));
  const lines = await browserOf.panel.evaluate(
    (text) => chrome.management.getPermissionWarningsByManifest(text),
    manifest,
  );
  const [, told = ''] = /\*\*Chrome, Edge, at install\*\*:([\s\S]*?)\n- /.exec(read('docs/permissions.md')) ?? [];
  expect(lines).toEqual([...told.matchAll(/_([^_]+)_/g)].map(([, line]) => line!.replace(/\s+/g, ' ')));
});
