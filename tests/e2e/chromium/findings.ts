import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Rules that a theme decides, and no language: they take most of the time. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds in a page, one line a rule; of `colours` alone, of all but them, or of both. */
export async function findings(page: Page, what: 'all' | 'colours' | 'words' = 'all'): Promise<string[]> {
  // In one run: its results need no page of their own to be put together where no frame is another origin's.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  if (what === 'colours') builder.withRules(COLOURS);
  else builder.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']);
  if (what === 'words') builder.disableRules(COLOURS);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join()).join(' ')}`);
}
