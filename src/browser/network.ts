/** The platform's type of connection; `null` where it is not reported, as on most desktops. */
export type NetworkKind = 'wifi' | 'cellular' | null;

/** https://wicg.github.io/netinfo/ ; `type` is reported on Android and ChromeOS only. */
type Connection = EventTarget & { type?: string };

const connection = (): Connection | undefined => (navigator as Navigator & { connection?: Connection }).connection;

/** The present type of connection; on most desktops it is not reported. */
export function readNetworkKind(): NetworkKind {
  const type = connection()?.type;
  if (type === 'wifi' || type === 'ethernet') return 'wifi';
  return type === 'cellular' || type === 'wimax' ? 'cellular' : null;
}

/**
 * Calls when the connection changes its type, or is back after it was lost: perhaps another network. Only while the
 * background runs. Must be called in the first turn.
 */
export function onNetwork(listener: (kind: NetworkKind) => void): void {
  let last = readNetworkKind();
  connection()?.addEventListener('change', () => {
    // The same event reports every change of speed.
    const kind = readNetworkKind();
    if (kind === last) return;
    last = kind;
    listener(kind);
  });
  addEventListener('online', () => listener((last = readNetworkKind())));
}
