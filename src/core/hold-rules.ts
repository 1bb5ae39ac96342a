import type { HoldForce } from './hold-force.ts';
import type { NetAbilities, NetCondition, NetRule } from './net-rule.ts';

/**
 * Which rule wins where several match: the higher. What sets `Timing-Allow-Origin` (public/rules/precision.json) stands
 * above all of them, because a rule that lets a request through would otherwise keep it from being measured.
 */
const PRIORITY = { embeds: 10, allowList: 10, paused: 20, once: 50 };

/** Ids of the rules that outlive the browser's session. Each list of sites is one rule, however long it grows. */
const ID = { pausedPages: 1, pausedRest: 2, embeds: 3, onlyPages: 4, onlyRest: 5 };

/** Ids of the session's rules. */
const SESSION_ID = { pausedWorkers: 1, onlyWorkers: 2, once: 1000 };

const NOT_PAGES = { excludedResourceTypes: ['main_frame'] };

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
    add(ID.pausedPages, PRIORITY.paused, toHeldPage, { ...pages, requestDomains: paused });
    if (abilities.topDomains)
      add(ID.pausedRest, PRIORITY.paused, { type: 'block' }, { topDomains: paused, ...NOT_PAGES });
  }
  if (embeds.length > 0) add(ID.embeds, PRIORITY.embeds, { type: 'block' }, { requestDomains: embeds, ...NOT_PAGES });
  if (only) {
    const sites = [...new Set([...only.sites, ...opened])].sort();
    add(ID.onlyPages, PRIORITY.allowList, toHeldPage, {
      ...pages,
      ...(sites.length > 0 && { excludedRequestDomains: sites }),
    });
    if (abilities.topDomains)
      add(
        ID.onlyRest,
        PRIORITY.allowList,
        { type: 'block' },
        { ...NOT_PAGES, ...(sites.length > 0 && { excludedTopDomains: sites }) },
      );
  }
  return rules;
}

/** Whether pages of a site are held; `''` is no site, and never is. */
export function isHeld({ paused, only, opened }: HoldForce, site: string): boolean {
  if (site === '') return false;
  return paused.includes(site) || (only !== null && !only.sites.includes(site) && !opened.includes(site));
}

/** A tab in which a held site is open this once. */
export type Pass = { tab: number; site: string };

/**
 * The rules that die with the session: what is open in one tab, and, where rules cannot look at the tab's site, what
 * service workers may not load (they belong to no tab; asking by initiator alone would also hold what others embed).
 */
export function sessionRules(force: HoldForce, passes: readonly Pass[], abilities: NetAbilities): NetRule[] {
  const { paused, only, opened } = force;
  const rules: NetRule[] = [];
  if (!abilities.topDomains && paused.length > 0)
    rules.push({
      id: SESSION_ID.pausedWorkers,
      priority: PRIORITY.paused,
      action: { type: 'block' },
      condition: { initiatorDomains: paused, tabIds: [-1] },
    });
  if (!abilities.topDomains && only) {
    const sites = [...new Set([...only.sites, ...opened])].sort();
    rules.push({
      id: SESSION_ID.onlyWorkers,
      priority: PRIORITY.allowList,
      action: { type: 'block' },
      condition: { tabIds: [-1], ...(sites.length > 0 && { excludedInitiatorDomains: sites }) },
    });
  }
  passes.forEach(({ tab, site }, index) => {
    const id = SESSION_ID.once + 2 * index;
    const allow = { type: 'allow' } as const;
    rules.push(
      // Another held site in the same tab stays held.
      {
        id,
        priority: PRIORITY.once,
        action: allow,
        condition: { tabIds: [tab], requestDomains: [site], resourceTypes: ['main_frame'] },
      },
      { id: id + 1, priority: PRIORITY.once, action: allow, condition: { tabIds: [tab], ...NOT_PAGES } },
    );
  });
  return rules;
}
