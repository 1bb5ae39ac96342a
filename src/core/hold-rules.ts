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
  const { toHeldPage, pages } = leadTo(heldPage);
  const rules: NetRule[] = [];
  const add = (id: number, priority: number, action: NetRule['action'], condition: NetCondition) =>
    void rules.push({ id, priority, action, condition });
  rules.push(...pausedRules(paused, [LASTING_ID.pausedPages, LASTING_ID.pausedRest], abilities, heldPage));
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

const leadTo = (heldPage: string) => ({
  toHeldPage: { type: 'redirect', redirect: { regexSubstitution: `${heldPage}#\\0` } } as const,
  pages: { regexFilter: '^https?://.*$', resourceTypes: ['main_frame'] },
});

function pausedRules(
  sites: string[],
  [forPages, forRest]: [number, number],
  { topDomains }: NetAbilities,
  heldPage: string,
): NetRule[] {
  if (sites.length === 0) return [];
  const { toHeldPage, pages } = leadTo(heldPage);
  const priority = PRIORITY.paused;
  const rules: NetRule[] = [
    { id: forPages, priority, action: toHeldPage, condition: { ...pages, requestDomains: sites } },
  ];
  if (topDomains)
    rules.push({ id: forRest, priority, action: { type: 'block' }, condition: { topDomains: sites, ...NOT_PAGES } });
  return rules;
}

/**
 * The session's rules for sites that were paused just now, until the lasting rules have them: those are written to disk
 * as a whole list, and with five hundred sites that takes a tenth of a second (`bench:holds`).
 */
export function freshRules(sites: string[], abilities: NetAbilities, heldPage: string): NetRule[] {
  return pausedRules(sites, [SESSION_ID.freshPages, SESSION_ID.freshRest], abilities, heldPage);
}

/** Sites that `next` pauses and `before` did not, where nothing else has changed; `null` where something has. */
export function onlyPausedMore(before: HoldForce, next: HoldForce): string[] | null {
  const rest = (force: HoldForce) => JSON.stringify({ ...force, paused: [], nextAt: null });
  if (rest(before) !== rest(next)) return null;
  const known = new Set(before.paused);
  const fresh = next.paused.filter((site) => !known.has(site));
  return fresh.length === next.paused.length - known.size ? fresh : null;
}

/** Whether pages of a site are held; `''` is no site, and never is. */
export function isHeld({ paused, only, opened }: HoldForce, site: string): boolean {
  if (site === '') return false;
  return paused.includes(site) || (only !== null && !only.sites.includes(site) && !opened.includes(site));
}

/**
 * What is let through whatever holds it, until the browser's session ends: a held site in one tab, until that tab shows
 * another, or one address in one tab.
 */
export type Pass = {
  tab: number;
  /** What the tab shows meanwhile. */
  site: string;
  /** This one response, however large; `null`: all that the tab loads. */
  address: string | null;
};

/** What the session's rules depend on, besides what is held. */
export type SessionState = {
  passes: readonly Pass[];
  hiddenTabs: readonly number[];
  /** Tabs of held sites whose page stays, because leaving it would lose what was typed. */
  keptTabs: readonly number[];
};

/**
 * The rules that end with the session: what is let through in one tab, what hidden tabs may not load, and, where rules
 * cannot look at the tab's site, what service workers may not load (they belong to no tab; matching by initiator alone
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
  if (state.keptTabs.length > 0) block(SESSION_ID.kept, PRIORITY.hidden, { tabIds: [...state.keptTabs], ...NOT_PAGES });
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
