/** What the platform says of the connection; `null` where it says nothing, as on most desktops. */
export type NetworkKind = 'wifi' | 'cellular' | null;

/** https://wicg.github.io/netinfo/ ; `type` is told on Android and ChromeOS only. */
type Connection = EventTarget & { type?: string };

const connection = (): Connection | undefined => (navigator as Navigator & { connection?: Connection }).connection;

/** What the platform says of the network now; browsers on most desktops say nothing. */
export function readNetworkKind(): NetworkKind {
  const type = connection()?.type;
  if (type === 'wifi' || type === 'ethernet') return 'wifi';
  return type === 'cellular' || type === 'wimax' ? 'cellular' : null;
}

/**
 * Calls when the connection is another kind of connection, or is there again after it was gone: perhaps another
 * network. Heard only while the background runs. Must be called in the first turn.
 */
export function onNetwork(listener: (kind: NetworkKind) => void): void {
  let last = readNetworkKind();
  connection()?.addEventListener('change', () => {
    // The same event tells of every change of speed.
    const kind = readNetworkKind();
    if (kind === last) return;
    last = kind;
    listener(kind);
  });
  addEventListener('online', () => listener((last = readNetworkKind())));
}
