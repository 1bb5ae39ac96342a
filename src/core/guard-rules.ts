import type { HoldForce } from './hold-force.ts';
import { lengthPatterns } from './length-patterns.ts';
import type { NetAbilities, NetRule } from './net-rule.ts';
import { LASTING_ID, NOT_PAGES, PRIORITY } from './rule-order.ts';

/**
 * A large response inside a page is redirected here. Nothing in the package has that name, so the page sees its request
 * fail, and the redirect tells the background what it was.
 */
export const LARGE_PATH = '/large';

/**
 * The rules that ask before a response larger than the guard's limit. They act when its head has come, so that only
 * what of its body was in flight is lost. A response that declares no length cannot be judged beforehand, and passes.
 */
export function guardRules({ guard }: HoldForce, { responseHeaders, topDomains }: NetAbilities, heldPage: string) {
  const rules: NetRule[] = [];
  if (guard === null || !responseHeaders) return rules;
  const { bytes, always } = guard;
  const isLarge = {
    responseHeaders: [{ header: 'content-length' }],
    excludedResponseHeaders: [{ header: 'content-length', values: lengthPatterns(bytes) }],
  };
  rules.push({
    id: LASTING_ID.guardPages,
    priority: PRIORITY.guard,
    action: { type: 'redirect', redirect: { regexSubstitution: `${heldPage}#\\0` } },
    condition: {
      ...isLarge,
      regexFilter: '^https?://.*$',
      resourceTypes: ['main_frame'],
      ...(always.length > 0 && { excludedRequestDomains: always }),
    },
  });
  const own = topDomains ? { excludedTopDomains: always } : { excludedInitiatorDomains: always };
  rules.push({
    id: LASTING_ID.guardRest,
    priority: PRIORITY.guard,
    action: { type: 'redirect', redirect: { extensionPath: LARGE_PATH } },
    condition: { ...isLarge, ...NOT_PAGES, ...(always.length > 0 && own) },
  });
  return rules;
}
