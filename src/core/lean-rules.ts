import type { HoldForce } from './hold-force.ts';
import { lengthPatterns } from './length-patterns.ts';
import type { NetAbilities, NetAction, NetCondition, NetRule } from './net-rule.ts';
import { LASTING_ID, PRIORITY } from './rule-order.ts';

/** Images up to this size load as they are: three quarters of all images on the web are smaller (HTTP Archive). */
export const LEAN_IMAGE_BYTES = 100_000;

/**
 * A held image is redirected here. Nothing in the package has that name, so it fails to load. An image that a rule
 * blocks, Chromium removes from the page's layout, and nothing would be left to press.
 */
const HELD_IMAGE_PATH = '/held-image';

/** What a page can do without: films and sound, fonts. */
const LEFT_OUT = ['media', 'font'];

const SAVE_DATA: NetAction = {
  type: 'modifyHeaders',
  requestHeaders: [{ header: 'save-data', operation: 'set', value: 'on' }],
};

/**
 * No source for films and sound, be it a file or what a script puts together (CSP, media-src), since its pieces come by
 * fetch and look like any other data. No autoplay, and no pages preloaded because a header says so.
 */
const STILL_PAGE: NetAction = {
  type: 'modifyHeaders',
  responseHeaders: [
    { header: 'content-security-policy', operation: 'append', value: "media-src 'none'" },
    { header: 'permissions-policy', operation: 'append', value: 'autoplay=()' },
    { header: 'speculation-rules', operation: 'remove' },
  ],
};

/**
 * The rules of sites that load lean. Where rules cannot look at the tab's site they go by the document that requests:
 * then what frames of other sites load inside a lean page is left as it is.
 */
export function leanRules({ lean, leanAll, opened }: HoldForce, abilities: NetAbilities): NetRule[] {
  if (leanAll === null && lean.length === 0) return [];
  const rules: NetRule[] = [];
  const add = (action: NetAction, condition: NetCondition) =>
    void rules.push({ id: LASTING_ID.lean + rules.length, priority: PRIORITY.lean, action, condition });
  const inside = whereInside(leanAll ? null : lean, opened, abilities);
  const pages: NetCondition = leanAll
    ? { ...(opened.length > 0 && { excludedRequestDomains: opened }), resourceTypes: ['main_frame'] }
    : { requestDomains: lean, resourceTypes: ['main_frame'] };
  add(STILL_PAGE, pages);
  add(STILL_PAGE, { ...inside, resourceTypes: ['sub_frame'] });
  add(SAVE_DATA, pages);
  add(SAVE_DATA, { ...inside, excludedResourceTypes: ['main_frame'] });
  // What a site prefetches is of type 'other', but so is what the user saves from anywhere.
  add({ type: 'block' }, { ...inside, resourceTypes: leanAll ? LEFT_OUT : [...LEFT_OUT, 'other'] });
  if (abilities.responseHeaders)
    add(
      { type: 'redirect', redirect: { extensionPath: HELD_IMAGE_PATH } },
      {
        ...inside,
        resourceTypes: ['image'],
        responseHeaders: [{ header: 'content-length' }],
        excludedResponseHeaders: [{ header: 'content-length', values: lengthPatterns(LEAN_IMAGE_BYTES) }],
      },
    );
  return rules;
}

/** Whether a site's pages load lean; `''` is no site, and never does. */
export function isLean({ lean, leanAll, opened }: HoldForce, site: string): boolean {
  return site !== '' && !opened.includes(site) && (leanAll !== null || lean.includes(site));
}

/** @param sites `null`: everywhere but in `except` */
function whereInside(sites: string[] | null, except: string[], { topDomains }: NetAbilities): NetCondition {
  if (sites) return topDomains ? { topDomains: sites } : { initiatorDomains: sites };
  if (except.length === 0) return {};
  return topDomains ? { excludedTopDomains: except } : { excludedInitiatorDomains: except };
}
