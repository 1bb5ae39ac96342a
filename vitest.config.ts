import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/**
 * The polyfill throws outside an extension; tests of `src/browser` and of what stands on it get WXT's fake instead.
 * It has no `webRequest`: a test that needs events of it brings its own.
 */
const fakePolyfill = {
  name: 'fake-webextension-polyfill',
  enforce: 'pre' as const,
  resolveId: (id: string) => (id === 'webextension-polyfill' ? '\0fake-webextension-polyfill' : null),
  load: (id: string) =>
    id === '\0fake-webextension-polyfill' ? `export { fakeBrowser as default } from 'wxt/testing/fake-browser'` : null,
};

/** No test asserts a time, and how long a busy machine takes is no failure; one that hangs still ends. */
const PATIENCE = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [fakePolyfill],
        test: { ...PATIENCE, name: 'unit', environment: 'node', include: ['tests/unit/**/*.test.ts'] },
      },
      {
        plugins: [fakePolyfill, svelte(), svelteTesting()],
        test: { ...PATIENCE, name: 'dom', environment: 'happy-dom', include: ['tests/dom/**/*.test.ts'] },
      },
    ],
  },
});
