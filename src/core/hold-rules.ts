import type { HoldForce } from './hold-force.ts';
import { guardRules } from './guard-rules.ts';
import { leanRules } from './lean-rules.ts';
import type { NetAbilities, NetCondition, NetRule } from './net-rule.ts';
import { LASTING_ID, NOT_PAGES, PRIORITY, SESSION_ID } from './rule-order.ts';

/**
 * The rules of what is held by site, lasting over restarts.
 *
 * A page that is held goes to the held page with its address behind the `#`, the one place where both browsers keep it
 * whole. Where a rule can look at the tab's site, everything below the tab is blocked by it; a document of the site
 * that is shown without a request (from a service worker's cache, or by going back) then loads nothing.
 *
 * @param heldPage address of the held page
 */
export function lastingRules(force: HoldForce, abilities: NetAbilities, heldPage: string): NetRule[] {
  const { paused, embeds, only, opened } = force;
  const toHeldPage = {
    type: 'redirect',
    redirect: { regexSubstitution: `${heldPage}#\\0` },
  } as const;
  const pages = { regexFilter: '^https?://.*$', resourceTypes: ['main_frame'] };
  const rules: NetRule[] = [];
  const add = (id: number, priority: number, action: NetRule['action'], condition: NetCondition) =>
    void rules.push({ id, priority, action, condition });
  if (paused.length > 0) {
    add(LASTING_ID.pausedPages, PRIORITY.paused, toHeldPage, { ...pages, requestDomains: paused });
    if (abilities.topDomains)
      add(LASTING_ID.pausedRest, PRIORITY.paused, { type: 'block' }, { topDomains: paused, ...NOT_PAGES });
  }
  if (embeds.length > 0)
    add(LASTING_ID.embeds, PRIORITY.embeds, { type: 'block' }, { requestDomains: embeds, ...NOT_PAGES });
  if (only) {
    const sites = [...new Set([...only.sites, ...opened])].sort();
    add(LASTING_ID.onlyPages, PRIORITY.allowList, toHeldPage, {
      ...pages,
      ...(sites.length > 0 && { excludedRequestDomains: sites }),
    });
    if (abilities.topDomains)
      add(
        LASTING_ID.onlyRest,
        PRIORITY.allowList,
        { type: 'block' },
        { ...NOT_PAGES, ...(sites.length > 0 && { excludedTopDomains: sites }) },
      );
  }
  return [...rules, ...leanRules(force, abilities), ...guardRules(force, abilities, heldPage)];
}

/** Whether pages of a site are held; `''` is no site, and never is. */
export function isHeld({ paused, only, opened }: HoldForce, site: string): boolean {
  if (site === '') return false;
  return paused.includes(site) || (only !== null && !only.sites.includes(site) && !opened.includes(site));
}

/**
 * What is let through whatever holds it, until the browser's session ends: a held site in one tab until that tab shows
 * another, or one address in one tab.
 */
export type Pass = {
  tab: number;
  /** What the tab shows meanwhile. */
  site: string;
  /** This one response, however large; `null`: all that the tab loads. */
  address: string | null;
};

/** What the session's own rules are made of, besides what is held. */
export type SessionState = { passes: readonly Pass[]; hiddenTabs: readonly number[] };

/**
 * The rules that die with the session: what is let through in one tab, what hidden tabs may not load, and, where rules
 * cannot look at the tab's site, what service workers may not load (they belong to no tab; asking by initiator alone
 * would also hold what others embed).
 */
export function sessionRules(force: HoldForce, state: SessionState, abilities: NetAbilities): NetRule[] {
  const { paused, only, opened } = force;
  const rules: NetRule[] = [];
  const block = (id: number, priority: number, condition: NetCondition) =>
    void rules.push({ id, priority, action: { type: 'block' }, condition });
  if (!abilities.topDomains && paused.length > 0)
    block(SESSION_ID.pausedWorkers, PRIORITY.paused, { initiatorDomains: paused, tabIds: [-1] });
  if (!abilities.topDomains && only) {
    const sites = [...new Set([...only.sites, ...opened])].sort();
    block(SESSION_ID.onlyWorkers, PRIORITY.allowList, {
      tabIds: [-1],
      ...(sites.length > 0 && { excludedInitiatorDomains: sites }),
    });
  }
  if (force.background && state.hiddenTabs.length > 0)
    block(SESSION_ID.hidden, PRIORITY.hidden, { tabIds: [...state.hiddenTabs], ...NOT_PAGES });
  state.passes.forEach((pass, index) => {
    const id = SESSION_ID.passes + 2 * index;
    const allow = (own: number, priority: number, condition: NetCondition) =>
      void rules.push({
        id: own,
        priority,
        action: { type: 'allow' },
        condition: { tabIds: [pass.tab], ...condition },
      });
    if (pass.address !== null) {
      const urlFilter = `|${pass.address.replace(/#.*$/, '')}|`;
      allow(id, PRIORITY.address, { urlFilter, isUrlFilterCaseSensitive: true, resourceTypes: ['main_frame'] });
      allow(id + 1, PRIORITY.address, { urlFilter, isUrlFilterCaseSensitive: true, ...NOT_PAGES });
    } else {
      // Another held site in the same tab stays held.
      allow(id, PRIORITY.once, { requestDomains: [pass.site], resourceTypes: ['main_frame'] });
      allow(id + 1, PRIORITY.once, NOT_PAGES);
    }
  });
  return rules;
}
