import type { Badge } from '../core/badge.ts';

export type ShowOnceDeps = {
  /** What the toolbar shows, as an earlier run of the background stored it. */
  read(): Promise<unknown>;
  keep(shown: string): Promise<void>;
  show(badge: Badge): Promise<void>;
  onError(error: unknown): void;
};

/**
 * Sets the toolbar's badge unless an earlier run set the same: setting an icon fetches and decodes its files, and most
 * wake-ups change nothing. A failed try is repeated with the next badge.
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
