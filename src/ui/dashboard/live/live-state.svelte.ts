import type { connectLive } from '../../../browser/live-port.ts';
import { createLiveWindow, type LiveView, type LiveWindow } from './live-window.ts';

export type LiveDeps = { connectLive: typeof connectLive; nowMs: () => number };

/** Traffic of the last minute, updated once a second while it is watched. */
export class LiveState {
  view: LiveView = $state.raw({ bytes: 0, sites: [], seconds: [] });
  readonly #deps: LiveDeps;
  #minute: LiveWindow | null = null;

  constructor(deps: LiveDeps) {
    this.#deps = deps;
  }

  /** Starts watching. @returns stops it */
  watch(): () => void {
    const { connectLive, nowMs } = this.#deps;
    const minute = createLiveWindow(nowMs());
    this.#minute = minute;
    const show = () => (this.view = minute.view(nowMs()));
    const link = connectLive((flows) => flows.forEach((flow) => minute.add(flow)));
    const tick = setInterval(show, 1000);
    show();
    return () => {
      clearInterval(tick);
      link.close();
    };
  }

  /**
   * Fills in the seconds before watching began, from the background's last view. A view that was recalled from storage
   * may be old; seconds that are out of the window are ignored.
   *
   * @param perSecond bytes of each second of the minute up to `at` (ISO 8601), oldest first
   */
  fillIn({ perSecond, at }: { perSecond: readonly number[]; at: string }): void {
    if (this.#minute === null) return;
    this.#minute.seed(perSecond, Date.parse(at));
    this.view = this.#minute.view(this.#deps.nowMs());
  }
}
