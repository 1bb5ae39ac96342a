import { browser } from './browser.ts';

/** The icons, by the plan's pace; `idle`: no plan is active, or nothing is metered. */
export type IconLevel = 'idle' | 'spare' | 'even' | 'short' | 'out';

/**
 * Shows a badge of at most four characters, `''` for none, on `colour`, with a level's icon, as far as the browser can:
 * Firefox for Android has a menu instead of a toolbar, and its icon cannot be changed.
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
