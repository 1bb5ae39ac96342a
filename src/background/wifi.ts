import type { NetworkKind } from '../browser/network.ts';
import { isWifiTime } from '../core/wifi-hours.ts';
import type { PlanBook, SeenOfWifi } from './plan-book.ts';

/** Turns metering off and on where hours or the platform tell that the device is on Wi-Fi; asks where nothing tells. */
export type Wifi = {
  /** Checks the clock. Never rejects: a failed write is retried at the next check. */
  look(): Promise<void>;
  /** The network has changed. Resolves to whether the switch was turned. */
  onNetwork(kind: NetworkKind): Promise<boolean>;
  /** Whether the badge asks which network this is. */
  isAsking(): boolean;
  /** The user has looked, or answered. */
  answered(): void;
};

/** Only a change turns the switch: what the user sets by hand stays until the hours or the network change. */
export function createWifi(deps: {
  plans: PlanBook;
  timeZone(): string;
  now(): number;
  /** The switch was turned, or the badge has something to ask. */
  onChanged(): void;
  onError(error: unknown): void;
}): Wifi {
  const { plans } = deps;
  let asking = false;
  /** One write: a change that counted as seen without turning the switch would never turn it. */
  const turn = async (isOnWifi: boolean, seen: SeenOfWifi): Promise<boolean> => {
    const isTurned = plans.settings().metered === isOnWifi;
    await plans.noteWifi(seen, !isOnWifi);
    asking = false;
    if (isTurned) deps.onChanged();
    return isTurned;
  };
  return {
    look: async () => {
      const { wifiHours, wasWifiTime } = plans.settings();
      // Asking for the zone takes a millisecond: only where it is needed.
      const isTime = wifiHours.length > 0 && isWifiTime(wifiHours, deps.timeZone(), deps.now());
      if (isTime === wasWifiTime) return;
      try {
        await turn(isTime, { wasWifiTime: isTime });
      } catch (error) {
        deps.onError(error);
      }
    },
    onNetwork: async (kind) => {
      const { followsNetwork, lastNetwork } = plans.settings();
      if (kind === null) {
        asking = plans.active() !== null;
        if (asking) deps.onChanged();
        return false;
      }
      if (!followsNetwork || kind === lastNetwork) return false;
      return turn(kind === 'wifi', { lastNetwork: kind });
    },
    isAsking: () => asking,
    answered: () => (asking = false),
  };
}
