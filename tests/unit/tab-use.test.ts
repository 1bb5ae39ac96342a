import { describe, expect, it } from 'vitest';
import { createTabUses } from '../../src/background/tab-use.ts';

describe('a tab’s use', () => {
  it('adds up while the tab stays on its site, and starts over on another', () => {
    const uses = createTabUses();
    uses.shows(1, 'news.test');
    uses.add(1, 'news.test', 100);
    uses.add(1, 'news.test', -20);
    uses.shows(1, 'news.test');
    expect(uses.of(1)).toEqual({ site: 'news.test', bytes: 80 });
    uses.shows(1, 'video.test');
    expect(uses.of(1)).toEqual({ site: 'video.test', bytes: 0 });
  });

  it('leaves out what the last site still had under way', () => {
    const uses = createTabUses();
    uses.shows(1, 'video.test');
    uses.add(1, 'video.test', 5);
    uses.add(1, 'news.test', 100);
    expect(uses.of(1)).toEqual({ site: 'video.test', bytes: 5 });
  });

  it('counts from the tab’s first request, even before its page is committed', () => {
    const uses = createTabUses();
    uses.add(1, 'news.test', 100);
    expect(uses.of(1)).toEqual({ site: 'news.test', bytes: 100 });
    uses.shows(2, '');
    uses.add(2, 'news.test', 7);
    expect(uses.of(2)).toEqual({ site: 'news.test', bytes: 7 });
  });

  it('ends with the tab, also where its requests end after it', () => {
    const uses = createTabUses();
    for (let id = 1; id <= 1000; id++) {
      uses.shows(id, 'news.test');
      uses.closed(id);
      uses.add(id, 'news.test', 5);
    }
    expect(uses.dump()).toEqual([]);
  });

  it('moves to the tab that replaces the tab', () => {
    const uses = createTabUses();
    uses.add(1, 'news.test', 100);
    uses.add(2, 'news.test', 7);
    uses.replaced(2, 1);
    expect(uses.dump()).toEqual([[2, { site: 'news.test', bytes: 107 }]]);
    uses.replaced(4, 3);
    expect(uses.of(4)).toBeNull();
  });

  it('is unknown without a tab, and forgotten with a closed one', () => {
    const uses = createTabUses();
    uses.add(-1, 'news.test', 100);
    uses.add(1, 'news.test', 100);
    uses.closed(1);
    expect(uses.dump()).toEqual([]);
    expect(uses.of(1)).toBeNull();
  });

  it('survives the worker: stored use is added, and never replaces what came since', () => {
    const before = createTabUses();
    before.add(1, 'news.test', 100);
    before.add(2, 'video.test', 50);
    before.add(3, 'old.test', 9);
    const after = createTabUses();
    after.add(1, 'news.test', 1);
    after.shows(3, 'new.test');
    after.restore(before.dump());
    expect(after.of(1)).toEqual({ site: 'news.test', bytes: 101 });
    expect(after.of(2)).toEqual({ site: 'video.test', bytes: 50 });
    expect(after.of(3)).toEqual({ site: 'new.test', bytes: 0 });
  });
});
