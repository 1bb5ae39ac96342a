import type { Badge } from '../core/badge.ts';

export type ShowOnceDeps = {
  /** What the toolbar shows, as an earlier run of the background kept it. */
  read(): Promise<unknown>;
  keep(shown: string): Promise<void>;
  show(badge: Badge): Promise<void>;
  onError(error: unknown): void;
};

/**
 * Puts a badge on the toolbar unless it is there already, by whichever run of the background: to set an icon its files are
 * fetched and decoded, and what a wake has to say is mostly what was said before. One that failed is tried again with the next.
 */
export function createShowOnce(deps: ShowOnceDeps): (badge: Badge) => void {
  let last: Promise<unknown> = Promise.resolve();
  let shown: unknown;
  const show = async (badge: Badge) => {
    const next = `${badge.text} ${badge.pace}`;
    shown ??= await deps.read();
    if (shown === next) return;
    shown = '';
    await deps.show(badge);
    shown = next;
    await deps.keep(next);
  };
  return (badge) => {
    last = last.then(() => show(badge)).catch(deps.onError);
  };
}
