import type { connectLive } from '../../../browser/live-port.ts';
import { createLiveWindow, type LiveView, type LiveWindow } from './live-window.ts';

export type LiveDeps = { connectLive: typeof connectLive; nowMs: () => number };

/** The last minute, moving on once a second while somebody watches. */
export class LiveState {
  view: LiveView = $state.raw({ bytes: 0, sites: [], seconds: [] });
  readonly #deps: LiveDeps;
  #minute: LiveWindow | null = null;

  constructor(deps: LiveDeps) {
    this.#deps = deps;
  }

  /** Watches until the returned function is called. */
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
   * Fills in what came before it watched, as the background's last view has it; one that is recalled may be old.
   *
   * @param perSecond bytes of each second of the minute up to `at` (ISO 8601), oldest first
   */
  fillIn({ perSecond, at }: { perSecond: readonly number[]; at: string }): void {
    if (this.#minute === null) return;
    this.#minute.seed(perSecond, Date.parse(at));
    this.view = this.#minute.view(this.#deps.nowMs());
  }
}
