import { expect, it } from 'vitest';
import { createShowOnce } from '../../src/background/show-once.ts';
import type { Badge } from '../../src/core/badge.ts';

const EVEN: Badge = { text: '3G', pace: 'even' };
const SHORT: Badge = { text: '3G', pace: 'short' };

/** A toolbar that survives restarts of the background. */
function createToolbar() {
  const toolbar = { shown: [] as Badge[], errors: [] as unknown[], isBroken: false };
  let kept: unknown;
  const run = () =>
    createShowOnce({
      read: () => Promise.resolve(kept),
      keep: (shown) => Promise.resolve(void (kept = shown)),
      show: (badge) => {
        if (toolbar.isBroken) return Promise.reject(new Error('no window'));
        toolbar.shown.push(badge);
        return Promise.resolve();
      },
      onError: (error) => toolbar.errors.push(error),
    });
  return { toolbar, run };
}
const turns = () => new Promise((resolve) => setTimeout(resolve));

it('the toolbar is set only on changes, in order, and not again after the background was stopped', async () => {
  const { toolbar, run } = createToolbar();
  const first = run();
  for (const badge of [EVEN, EVEN, SHORT, SHORT]) first(badge);
  await turns();
  expect(toolbar.shown).toEqual([EVEN, SHORT]);
  const second = run();
  second(SHORT);
  await turns();
  expect(toolbar.shown).toEqual([EVEN, SHORT]);
  second(EVEN);
  await turns();
  expect(toolbar.shown).toEqual([EVEN, SHORT, EVEN]);
});

it('a badge that could not be shown is retried', async () => {
  const { toolbar, run } = createToolbar();
  const show = run();
  toolbar.isBroken = true;
  show(EVEN);
  await turns();
  toolbar.isBroken = false;
  show(EVEN);
  await turns();
  expect(toolbar.shown).toEqual([EVEN]);
  expect(toolbar.errors).toEqual([new Error('no window')]);
});
