import { describe, expect, it } from 'vitest';
import { createTabSites } from '../../src/background/tab-sites.ts';

function rig() {
  const clock = { now: 0 };
  return { clock, tabs: createTabSites(() => clock.now) };
}
const tab = (id: number, url: string, isPrivate = false) => ({ id, url, isPrivate });

describe('the sites of tabs', () => {
  it('follow what a tab shows, and are forgotten with it', () => {
    const { tabs } = rig();
    tabs.shown(tab(1, 'https://www.news.test/a'));
    expect(tabs.siteOfTab(1)).toBe('news.test');
    tabs.shown(tab(1, 'https://video.test/'));
    expect(tabs.siteOfTab(1)).toBe('video.test');
    tabs.shown(tab(1, 'about:blank'));
    expect(tabs.siteOfTab(1)).toBe('');
    tabs.shown(tab(1, 'https://www.news.test/a'));
    tabs.closed(1);
    expect(tabs.siteOfTab(1)).toBe('');
    expect(tabs.siteOfTab(2)).toBe('');
  });

  it('move to the tab that replaces another one', () => {
    const { tabs } = rig();
    tabs.shown(tab(1, 'https://secret.test/', true));
    tabs.replaced(2, 1);
    expect(tabs.siteOfTab(2)).toBe('secret.test');
    expect(tabs.isPrivateTab(2)).toBe(true);
    expect(tabs.isKnown(1)).toBe(false);
    // What was already heard of it is newer.
    tabs.shown(tab(3, 'https://news.test/'));
    tabs.replaced(3, 2);
    expect(tabs.siteOfTab(3)).toBe('news.test');
    tabs.replaced(5, 4);
    expect(tabs.isKnown(5)).toBe(false);
  });

  it('know which tabs are open', () => {
    const { tabs } = rig();
    tabs.shown(tab(1, 'about:blank'));
    tabs.shown(tab(2, 'https://news.test/'));
    tabs.closed(2);
    expect([1, 2, 3].map((id) => tabs.isKnown(id))).toEqual([true, false, false]);
  });

  it('know private tabs', () => {
    const { tabs } = rig();
    tabs.shown(tab(1, 'https://news.test/'));
    tabs.shown(tab(2, 'https://secret.test/', true));
    expect([1, 2, 3].map((id) => tabs.isPrivateTab(id))).toEqual([false, true, false]);
  });

  it('suspect nothing while no window is private', () => {
    const { tabs } = rig();
    tabs.shown(tab(1, 'https://news.test/'));
    expect(tabs.mayBePrivate('news.test')).toBe(false);
    expect(tabs.mayBePrivate('other.test')).toBe(false);
  });

  it('accept only what normal tabs alone show while a window is private, and for a minute after', () => {
    const { tabs, clock } = rig();
    tabs.shown(tab(1, 'https://news.test/'));
    tabs.shown(tab(2, 'https://both.test/'));
    tabs.shown(tab(3, 'https://both.test/', true));
    tabs.shown(tab(4, 'https://secret.test/', true));
    const suspected = () =>
      ['news.test', 'both.test', 'secret.test', 'worker.test'].filter((s) => tabs.mayBePrivate(s));
    expect(suspected()).toEqual(['both.test', 'secret.test', 'worker.test']);
    clock.now = 500_000;
    expect(suspected()).toHaveLength(3);
    tabs.closed(3);
    tabs.closed(4);
    clock.now = 560_000;
    expect(suspected()).toEqual(['secret.test', 'worker.test']);
    clock.now = 560_001;
    expect(suspected()).toEqual([]);
  });
});
