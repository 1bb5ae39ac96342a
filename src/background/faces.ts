import type { PopupClient } from '../browser/popup-port.ts';
import type { Badge } from '../core/badge.ts';
import type { PopupView } from '../core/popup-view.ts';
import { readPopupView, type PopupViewDeps } from './popup-view.ts';
import type { TabUses } from './tab-use.ts';
import { createToolbarState } from './toolbar-state.ts';

/** How long after a change the popup, or without one the toolbar, is refreshed. */
const SOON_MS = { open: 500, closed: 3000 };

/** Keeps the visible parts in step with the ledger: popups, the badge, the icon. */
export type Faces = {
  /** There was traffic. */
  refreshSoon(): void;
  /** Something was changed: a view being computed is outdated, and is not shown. */
  refreshNow(): void;
  opened(client: PopupClient): void;
  asked(client: PopupClient): void;
  closed(client: PopupClient): void;
};

export type FacesDeps = PopupViewDeps & {
  tabUses: TabUses;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
  keepView(view: PopupView): void;
  showToolbar(badge: Badge, view: PopupView): void;
  /** Whether the badge asks which network this is. */
  isAsking(): boolean;
  /** Called with each view once it is computed. */
  onView(view: PopupView): void;
  onError(error: unknown): void;
};

/** Computes one view at a time, the same for all that look. */
export function createFaces(deps: FacesDeps): Faces {
  const clients = new Set<PopupClient>();
  const toolbar = createToolbarState();
  let due = false;
  let reading: Promise<void> | null = null;
  let again = false;
  let isOutdated = false;

  const read = async () => {
    isOutdated = false;
    const view = await readPopupView(deps, deps.now());
    // Showing it would make a switch flip back for a moment, and a control disabled by that would lose focus.
    if (isOutdated) return;
    deps.keepView(view);
    const badge = toolbar.next(view.status, view.metered, deps.now());
    deps.showToolbar(deps.isAsking() ? { ...badge, text: '?' } : badge, view);
    deps.onView(view);
    for (const client of clients) {
      client.sendView(view);
      if (client.tabId !== null) client.sendTab(deps.tabUses.of(client.tabId));
    }
  };

  /** One computation at a time; a change meanwhile triggers another. */
  const look = () => {
    if (reading) {
      again = true;
      return;
    }
    reading = read()
      .catch(deps.onError)
      .then(() => {
        reading = null;
        if (again) {
          again = false;
          look();
        }
      });
  };

  const refreshSoon = () => {
    if (due) return;
    due = true;
    deps.setTimer(
      () => {
        due = false;
        look();
      },
      clients.size > 0 ? SOON_MS.open : SOON_MS.closed,
    );
  };

  return {
    refreshSoon,
    refreshNow: () => {
      isOutdated = true;
      look();
    },
    opened: (client) => {
      clients.add(client);
      look();
    },
    asked: (client) => {
      if (client.tabId !== null) client.sendTab(deps.tabUses.of(client.tabId));
    },
    closed: (client) => void clients.delete(client),
  };
}
