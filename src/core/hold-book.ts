import type { ArchivedHold, Hold } from './contract.ts';

/** A hold as it is kept: what the contract has, and what only the extension's own pages set. */
export type HoldRecord = Hold & {
  /** Epoch ms. */
  setAt: number;
  /** The plan it belongs to; `null`: whatever plan is active, or none. */
  plan: string | null;
  /** Whether other sites may no longer embed it either. */
  embeds: boolean;
  /** The hold that comes back when the user resumes the site; absent: none. */
  before?: Pick<Hold, 'mode' | 'bytesPerDay' | 'until'> & Pick<HoldRecord, 'plan'>;
};

/** What a trigger does while its reason exists. */
export type TriggerAction = 'lean' | 'allow-list';

/** A rule that arms itself, and disarms when its reason has gone. */
export type Trigger =
  /** Below this share (0…1) of all that the plan's general traffic may draw on. */
  | { kind: 'left'; on: boolean; below: number; does: TriggerAction }
  /** Between two wall-clock times `HH:MM` in the plan's zone; may pass midnight. */
  | { kind: 'hours'; on: boolean; from: string; to: string; does: TriggerAction }
  /** While a tab is hidden; what plays sound and calls are left alone. */
  | { kind: 'background'; on: boolean };

/** On this plan only `sites` may use data while it is on. */
export type AllowList = { plan: string; on: boolean; sites: string[] };

/** Asks before a single response of more than `bytes`, except on the sites of `always`. */
export type Guard = { on: boolean; bytes: number; always: string[] };

/** Everything about holds that is not one site's hold. */
export type HoldSettings = {
  allowLists: AllowList[];
  guard: Guard;
  triggers: Trigger[];
  /** Sites let through for a while, until an instant (epoch ms). */
  openings: { site: string; until: number }[];
  /** The local day (see `ZoneTime.dayOf`) on which a site's 'five more minutes' were taken last. */
  extras: { site: string; day: number }[];
  /** What the user was told of: see `holdNews`. */
  told: string[];
  /** What acts on all sites now, and since when (epoch ms): see `actingSince`. */
  acting: { act: string; since: number }[];
};

/** All holds and their settings. */
export type HoldBook = { records: HoldRecord[]; settings: HoldSettings };

/** What is offered before the user has set anything: nothing is armed. */
export const FIRST_HOLD_SETTINGS: HoldSettings = {
  allowLists: [],
  guard: { on: false, bytes: 25e6, always: [] },
  triggers: [
    { kind: 'left', on: false, below: 0.2, does: 'lean' },
    { kind: 'left', on: false, below: 0.05, does: 'allow-list' },
    { kind: 'hours', on: false, from: '23:00', to: '07:00', does: 'lean' },
    { kind: 'background', on: false },
  ],
  openings: [],
  extras: [],
  told: [],
  acting: [],
};

/** The contract's part of a record. */
export function holdOf({ setAt: _, plan: _plan, embeds: _embeds, before: _before, ...hold }: HoldRecord): Hold {
  return hold;
}

/** The archive's view of a record: the contract's part, and what differs from most records. */
export const archivedHold = (record: HoldRecord): ArchivedHold => ({
  ...holdOf(record),
  ...(record.plan !== null && { plan: record.plan }),
  ...(record.embeds && { embeds: true as const }),
});
