import { cleanup, render } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { zoneStretches } from '../../src/core/zone-stretches.ts';
import type { PopupView } from '../../src/core/popup-view.ts';
import { PopupState, type PopupDeps } from '../../src/ui/popup/popup-state.svelte.ts';
import Popup from '../../src/ui/popup/Popup.svelte';
import { LANGUAGES } from '../../src/ui/wording/choose.ts';
import { deviceVoice, type Voice } from '../../src/ui/wording/voice.ts';
import { VIEWS } from './popup-fixtures.ts';

const YEAR_MS = 365 * 86_400_000;

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** The texts that the popup shows for a view. */
function textOf(view: PopupView, voice: Voice): string {
  const state = new PopupState({ afterPaint: () => undefined, now: () => view.at } as unknown as PopupDeps);
  state.view = view;
  const deps = { newId: () => 'new', afterPaint: () => undefined };
  const { container, unmount } = render(Popup, { state, voice, deps, onpainted: () => undefined });
  const words = container.textContent ?? '';
  unmount();
  return words;
}

test.each(LANGUAGES)('shows a plan without using Intl, with the same texts, in %s', (language) => {
  const voice = deviceVoice(language);
  const views = [VIEWS.normal, VIEWS.short, VIEWS.out, VIEWS.throttled, VIEWS.expired];
  // A zone for each language, since what is known of a zone is cached.
  const timeZone = { en: 'Europe/Berlin', 'zh-CN': 'Asia/Shanghai', 'zh-HK': 'Asia/Hong_Kong' }[language];
  const plans = views.map((view) => {
    const status = { ...view.status!, plan: { ...view.status!.plan, timeZone } };
    const now = Date.parse(view.at);
    return { plain: { ...view, status }, zone: zoneStretches(timeZone, now - YEAR_MS, now + YEAR_MS) };
  });
  const asked = plans.map(({ plain }) => textOf(plain, voice));
  // A format made before could be cached.
  const parts = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  const formats = [vi.spyOn(Intl, 'DateTimeFormat'), vi.spyOn(Intl, 'NumberFormat')];
  expect(plans.map(({ plain, zone }) => textOf({ ...plain, zone }, voice))).toEqual(asked);
  for (const each of [...formats, parts]) expect(each).not.toHaveBeenCalled();
});
