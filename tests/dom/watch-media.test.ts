import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaReport } from '../../src/core/tap-report.ts';
import { watchMedia } from '../../src/page/media/watch-media.ts';

const NOON = Date.UTC(2026, 0, 5, 12);
const { NETWORK_IDLE, NETWORK_LOADING } = { NETWORK_IDLE: 1, NETWORK_LOADING: 2 };

/** A player that has fetched the first `fetched` seconds of its file. */
function createPlayer(fetched: number) {
  const state = { networkState: NETWORK_LOADING, fetched };
  const player = document.createElement('video');
  const getter = <T>(get: () => T) => ({ configurable: true, get });
  Object.defineProperties(player, {
    currentSrc: getter(() => 'https://files.news.test/film.mp4#t=3'),
    duration: getter(() => 100),
    networkState: getter(() => state.networkState),
    buffered: getter(() => ({ length: 1, start: () => 0, end: () => state.fetched })),
  });
  document.body.append(player);
  return { state, player };
}

describe('watchMedia', () => {
  let reports: MediaReport[];
  beforeEach(() => {
    vi.useFakeTimers({ now: NOON });
    Object.assign(HTMLMediaElement, { NETWORK_IDLE, NETWORK_LOADING });
    reports = [];
    watchMedia((news) => reports.push(...news));
    return () => vi.useRealTimers();
  });

  it('reports at once that a player has enough, and since when', () => {
    const { state, player } = createPlayer(10);
    player.dispatchEvent(new Event('progress'));
    expect(reports).toHaveLength(0);
    state.networkState = NETWORK_IDLE;
    player.dispatchEvent(new Event('suspend'));
    expect(reports).toMatchObject([{ url: 'https://files.news.test/film.mp4', buffered: [[0, 10]], idleSince: NOON }]);
  });

  it('notices a player that continued and has enough again', () => {
    const { state, player } = createPlayer(10);
    state.networkState = NETWORK_IDLE;
    player.dispatchEvent(new Event('suspend'));
    vi.setSystemTime(NOON + 4000);
    state.fetched = 14;
    player.dispatchEvent(new Event('suspend'));
    expect(reports.at(-1)).toMatchObject({ buffered: [[0, 14]], idleSince: NOON + 4000 });
  });

  it('reports from when to when the player looked for the file’s metadata', () => {
    const { player } = createPlayer(10);
    const hears = (type: string, ms: number) => {
      vi.setSystemTime(NOON + ms);
      player.dispatchEvent(new Event(type));
    };
    hears('loadstart', 0);
    hears('loadedmetadata', 40);
    hears('suspend', 60);
    expect(reports.at(-1)).toMatchObject({ looked: [0, NOON + 40] });
    hears('emptied', 70);
    hears('loadstart', 80);
    hears('suspend', 90);
    expect(reports.at(-1)).toMatchObject({ looked: null });
    hears('loadedmetadata', 100);
    hears('suspend', 110);
    expect(reports.at(-1)).toMatchObject({ looked: [NOON + 70, NOON + 100] });
  });

  it('on leaving, does not report as idle a player that has continued without an event', () => {
    const { state, player } = createPlayer(10);
    state.networkState = NETWORK_IDLE;
    player.dispatchEvent(new Event('suspend'));
    state.networkState = NETWORK_LOADING;
    dispatchEvent(new Event('pagehide'));
    expect(reports.at(-1)).toMatchObject({ buffered: [[0, 10]], idleSince: null });
  });
});
