import { defineConfig } from 'wxt';
import { version } from './package.json';

export default defineConfig({
  entrypointsDir: 'entrypoints',
  manifestVersion: 3, // MV3 for Firefox too
  imports: false, // one sees who imports whom
  modules: ['@wxt-dev/module-svelte'],
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    version,
    permissions: [
      'webRequest',
      'storage',
      'alarms',
      ...(browser === 'firefox' ? [] : ['declarativeNetRequestWithHostAccess']),
    ],
    host_permissions: ['<all_urls>'],
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
          // Off until the background has seen that the browser knows response-header conditions (Chrome 128): one
          // that does not would ignore them and show everything.
          declarative_net_request: {
            rule_resources: [{ id: 'precision', enabled: false, path: 'rules/precision.json' }],
          },
        }),
  }),
});
