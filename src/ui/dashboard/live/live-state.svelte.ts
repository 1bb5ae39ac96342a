import type { connectLive } from '../../../browser/live-port.ts';
import { createLiveWindow, type LiveView } from './live-window.ts';

export type LiveDeps = { connectLive: typeof connectLive; nowMs: () => number };

/** The last minute, moving on once a second while somebody watches. */
export class LiveState {
  view: LiveView = $state.raw({ bytes: 0, sites: [], seconds: [] });
  readonly #deps: LiveDeps;

  constructor(deps: LiveDeps) {
    this.#deps = deps;
  }

  /**
   * Watches until the returned function is called.
   *
   * @param perSecond the minute before, oldest first
   */
  watch(perSecond: readonly number[]): () => void {
    const { connectLive, nowMs } = this.#deps;
    const minute = createLiveWindow();
    minute.seed(perSecond, nowMs());
    const show = () => (this.view = minute.view(nowMs()));
    const link = connectLive((flows) => flows.forEach((flow) => minute.add(flow)));
    const tick = setInterval(show, 1000);
    show();
    return () => {
      clearInterval(tick);
      link.close();
    };
  }
}
