import type { NetAbilities, NetRule } from '../core/net-rule.ts';
import { browser } from './browser.ts';
import { rulesSeeHeads } from './rules-see-heads.ts';

/** `lasting` rules outlive the browser, `session` rules do not; only the latter can name tabs. */
export type RuleScope = 'lasting' | 'session';

type Update = { removeRuleIds: number[]; addRules: NetRule[] };
type Rules = Record<'getDynamicRules' | 'getSessionRules', () => Promise<NetRule[]>> &
  Record<'updateDynamicRules' | 'updateSessionRules', (update: Update) => Promise<void>>;

const api = () => browser.declarativeNetRequest as unknown as Rules;

/**
 * Replaces all the extension's own rules of that scope by `rules`, in one step. Rules of other extensions, and the
 * extension's packaged ones, have ids of their own and are never touched.
 *
 * @throws the browser's error for a rule that it does not understand; then nothing has changed
 */
export async function applyRules(scope: RuleScope, rules: NetRule[]): Promise<void> {
  const removeRuleIds = (await readRules(scope)).map(({ id }) => id);
  if (removeRuleIds.length === 0 && rules.length === 0) return;
  const update = { removeRuleIds, addRules: rules };
  await (scope === 'lasting' ? api().updateDynamicRules(update) : api().updateSessionRules(update));
}

const readRules = (scope: RuleScope) => (scope === 'lasting' ? api().getDynamicRules() : api().getSessionRules());

/** Added as a test, and removed at once. */
const PROBE: NetRule = {
  id: 999_999,
  priority: 1,
  action: { type: 'block' },
  condition: { topDomains: ['datagauge.invalid'] },
};

/** The conditions that this browser's rules support. */
export async function readAbilities(): Promise<NetAbilities> {
  return { topDomains: await canSeeTopDomains(), responseHeaders: rulesSeeHeads() };
}

async function canSeeTopDomains(): Promise<boolean> {
  try {
    await api().updateSessionRules({ removeRuleIds: [PROBE.id], addRules: [PROBE] });
    // A browser that ignores unknown conditions would block everything by such a rule.
    const kept = (await api().getSessionRules()).find(({ id }) => id === PROBE.id);
    return kept?.condition.topDomains?.length === 1;
  } catch {
    return false;
  } finally {
    await api()
      .updateSessionRules({ removeRuleIds: [PROBE.id], addRules: [] })
      .catch(() => {});
  }
}
