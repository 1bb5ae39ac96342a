/** The devices that count together on the active plan. */
export type DeviceList = {
  isOn: boolean;
  /** This device first, then the heaviest. Empty while sharing is off. */
  devices: {
    id: string;
    isThis: boolean;
    /** ISO 8601: when it last told its totals; `null` where it has told none yet. */
    heardAt: string | null;
    /** Of the active plan, since it began. */
    bytes: number;
  }[];
  /** Why totals could not be exchanged last; `null` while all is well. */
  trouble: string | null;
};
