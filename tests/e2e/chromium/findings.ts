import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Rules that depend on the theme and not on the language: they take most of the time. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds in a page, one line for each rule: by the colour rules, by all others, or by all. */
export async function findings(page: Page, what: 'all' | 'colours' | 'words' = 'all'): Promise<string[]> {
  // In one run: without frames of other origins, axe needs no extra page to merge its results.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  if (what === 'colours') builder.withRules(COLOURS);
  else builder.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']);
  if (what === 'words') builder.disableRules(COLOURS);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join()).join(' ')}`);
}
