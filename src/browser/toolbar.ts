import { browser } from './browser.ts';

/** The icons that there are, by how the plan goes; `idle`: no plan runs, or nothing is metered. */
export type IconLevel = 'idle' | 'spare' | 'even' | 'short' | 'out';

/**
 * Shows a badge of at most four characters, `''` for none, on `colour`, with the icon of a level; of these what the browser can:
 * Firefox for Android has a menu in place of a toolbar, and icons cannot be changed in it.
 */
export async function showOnToolbar(badge: { text: string; colour: string; level: IconLevel }): Promise<void> {
  const action: Partial<typeof browser.action> = browser.action;
  const path = Object.fromEntries([16, 32].map((size) => [size, `/icon/${badge.level}-${size}.png`]));
  await Promise.all([
    action.setBadgeText?.({ text: badge.text }),
    action.setBadgeBackgroundColor?.({ color: badge.colour }),
    action.setBadgeTextColor?.({ color: '#ffffff' }),
    action.setIcon?.({ path }),
  ]);
}
