import { browser } from './browser.ts';
import { rulesSeeHeads } from './rules-see-heads.ts';

const RULESET = 'precision';
const SETTING = 'precision';

type Rulesets = {
  getEnabledRulesets(): Promise<string[]>;
  updateEnabledRulesets(change: { enableRulesetIds: string[]; disableRulesetIds: string[] }): Promise<void>;
};

/** Whether the browser supports rules that expose sizes to a page's timeline narrowly enough to reveal nothing else. */
export const canBePrecise = rulesSeeHeads;

/** The user's choice; on by default. */
export async function readPrecision(): Promise<boolean> {
  const found = await browser.storage.local.get(SETTING);
  return canBePrecise() && found[SETTING] !== false;
}

/** Stores the user's choice. Rejects where storage fails. */
export async function writePrecision(on: boolean): Promise<void> {
  await browser.storage.local.set({ [SETTING]: on });
}

/** Subscribes to the user's choice. Must be called in the first turn. */
export function onPrecision(listener: () => void): void {
  browser.storage.local.onChanged.addListener((changes) => {
    if (SETTING in changes) listener();
  });
}

const rulesets = () => browser.declarativeNetRequest as unknown as Rulesets;

/** Turns the rules on or off, also for later browser sessions. Does nothing where the browser cannot. */
export async function applyPrecision(on: boolean): Promise<void> {
  if (!canBePrecise()) return;
  await rulesets().updateEnabledRulesets({
    enableRulesetIds: on ? [RULESET] : [],
    disableRulesetIds: on ? [] : [RULESET],
  });
}

/** Whether the browser applies the rules; false where it cannot. */
export async function isPrecise(): Promise<boolean> {
  return canBePrecise() && (await rulesets().getEnabledRulesets()).includes(RULESET);
}
