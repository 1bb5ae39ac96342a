import { defineConfig } from 'wxt';
import { version } from './package.json';

/**
 * Our own pages load and fetch nothing but the package's own files, stand in nobody's frame, and hand no string to
 * an HTML parser. `wxt dev` needs more than that and keeps WXT's own.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'", // Chromium's worker fetches the toolbar's icons from its own package
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * WXT starts a script of the page's own world with its manifest's options, a logger and an async function around it,
 * which weigh 300 bytes in every document. The tap needs none of them.
 */
const bareMainWorld = {
  name: 'bare-main-world',
  transform: (_code: string, id: string) =>
    id.startsWith('\0virtual:wxt-content-script-main-world-entrypoint')
      ? `import { runMainWorld } from '/src/page/run-main-world.ts'; export default runMainWorld();`
      : null,
};

/**
 * It starts one of the isolated world with a message to the page besides, by which any page could tell the extension,
 * and with 3 kB that wait for a newer copy of the script, which every document would have to compile.
 */
const bareIsolatedWorld = {
  name: 'bare-isolated-world',
  transform: (code: string, id: string) =>
    id.startsWith('\0virtual:wxt-content-script-isolated-world-entrypoint')
      ? `${/^import definition .*$/m.exec(code)![0]} export default definition.main();`
      : null,
};

/**
 * The polyfill as the plain script that it also is. As a CommonJS module it would be copied, API by API, and with each
 * the browser makes an object that nobody may ever ask for: 5 ms of a start.
 */
const plainPolyfill = {
  name: 'plain-polyfill',
  transform: (code: string, id: string) =>
    id.endsWith('/webextension-polyfill/dist/browser-polyfill.js')
      ? { code: `${code}\nexport default globalThis.browser;`, map: null }
      : null,
};

const isPopup = ({ type }: { type: string }) => type === 'popup';

export default defineConfig({
  hooks: {
    // The popup has to be there at once, and gets a build of its own: one script and one sheet of styles, without what
    // only the dashboard needs of the modules that they share, and without a request for every part.
    'entrypoints:grouped': (_wxt, groups) => {
      const pages = groups.find((group) => Array.isArray(group) && group.some(isPopup));
      if (!Array.isArray(pages) || pages.length === 1) return;
      groups.push([pages.splice(pages.findIndex(isPopup), 1)].flat());
    },
  },
  entrypointsDir: 'entrypoints',
  manifestVersion: 3, // MV3 for Firefox too
  imports: false, // one sees who imports whom
  modules: ['@wxt-dev/module-svelte'],
  vite: () => ({
    plugins: [bareMainWorld, bareIsolatedWorld, plainPolyfill],
    // Or the list of public suffixes, a text of 70 kB, would be written wherever it is read.
    build: { rolldownOptions: { optimization: { inlineConst: false } } },
  }),
  svelte: {
    vite: {
      compilerOptions: {
        // Svelte names a component's styles after the path of its file, and the package's bytes would depend on where it is built.
        cssHash: ({ hash, css }) => `svelte-${hash(css)}`,
        // Or each piece would be a text for the HTML parser, by way of a policy for trusted types: a popup makes most of its
        // pieces just once, and is painted sooner so (`bench:popup -- --against` a build with 'html').
        fragments: 'tree',
      },
    },
  },
  zip: {
    // What a build needs, named one by one: a file that lies about in the folder stays out.
    includeSources: [
      '*.{json,js,ts,md}',
      '.npmrc',
      '.prettierrc',
      '.github/**',
      'docs/**',
      'entrypoints/**',
      'public/**',
      'scripts/**',
      'src/**',
    ],
  },
  manifest: ({ browser, command }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    version,
    permissions: [
      'webRequest',
      'storage',
      'alarms',
      'notifications',
      'declarativeNetRequestWithHostAccess',
      // Its rules see no response: what the guard and lean sites hold by size must be asked of each.
      ...(browser === 'firefox' ? ['webRequestBlocking'] : []),
    ],
    // Asked for by the click that turns automatic export on.
    optional_permissions: ['downloads'],
    host_permissions: ['<all_urls>'],
    ...(command === 'build' ? { content_security_policy: { extension_pages: PAGE_POLICY } } : {}),
    // Where held pages are led to. In Chromium its address is new in each session and in Firefox its host is the
    // profile's own, so that no page can try whether it is there.
    web_accessible_resources: [{ resources: ['held.html'], matches: ['<all_urls>'], use_dynamic_url: true }],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'datagauge@example.org',
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : {
          minimum_chrome_version: '120',
          // Chromium's way of saying what a policy may hold; Firefox hands over what it is given.
          storage: { managed_schema: 'managed-schema.json' },
          // Off until the background has seen that the browser knows response-header conditions (Chrome 128): one
          // that does not would ignore them and show everything.
          declarative_net_request: {
            rule_resources: [{ id: 'precision', enabled: false, path: 'rules/precision.json' }],
          },
        }),
  }),
});
