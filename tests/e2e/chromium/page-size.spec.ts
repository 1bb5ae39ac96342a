import { expect, test } from '@playwright/test';
import { scriptBytes, scriptsOf } from '../support/script-bytes.ts';

const MOST_KB = { 'popup.html': 60, 'held.html': 60, 'dashboard.html': 350 } as const;

for (const browser of ['chrome', 'firefox'] as const) {
  for (const [page, most] of Object.entries(MOST_KB))
    test(`${page} for ${browser} loads no more than ${most} KB of scripts`, () => {
      expect(scriptsOf(browser, page).size).toBeGreaterThan(0);
      expect(scriptBytes(browser, page) / 1024).toBeLessThanOrEqual(most);
    });

  test(`the popup for ${browser} contains neither chart library nor public suffix list, the dashboard both`, () => {
    const text = (page: string) => [...scriptsOf(browser, page).values()].join('\n');
    for (const sign of ['lc-root-container', 'kawasaki']) {
      expect(text('popup.html')).not.toContain(sign);
      expect(text('dashboard.html')).toContain(sign);
    }
  });
}
