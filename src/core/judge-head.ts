import type { HoldForce } from './hold-force.ts';
import type { Pass } from './hold-rules.ts';
import { isLean, LEAN_IMAGE_BYTES } from './lean-rules.ts';
import { siteOf } from './site.ts';

/** A response of which only the head has come. */
export type ResponseHead = {
  url: string;
  tabId: number;
  /** webRequest's ResourceType. */
  type: string;
  /** The site of the tab's page; of a page that is being loaded, its own; `''` where the browser does not tell. */
  site: string;
  /** Body bytes as it declares them. */
  bytes: number;
};

/** `large`: the guard asks first; `image`: too large for a site that loads lean. */
export type HeadVerdict = 'pass' | 'large' | 'image';

/** The heads that need a verdict: all, those of images, none. */
export type HeadWatch = 'all' | 'images' | null;

/**
 * The verdict that the guard's and lean's rules give in browsers whose rules see a response's head: see `guardRules`,
 * `leanRules`.
 */
export function judgeHead(force: HoldForce, passes: readonly Pass[], head: ResponseHead): HeadVerdict {
  const { tabId, site, bytes } = head;
  const inTab = passes.filter(({ tab }) => tab === tabId);
  if (inTab.some(({ address }) => address?.replace(/#.*$/, '') === head.url)) return 'pass';
  const { guard } = force;
  if (guard && bytes > guard.bytes && !guard.always.includes(site)) return 'large';
  const isOpen = inTab.some((pass) => pass.address === null && pass.site === site);
  const isImage = head.type === 'image' || head.type === 'imageset';
  return isImage && bytes > LEAN_IMAGE_BYTES && isLean(force, site) && !isOpen ? 'image' : 'pass';
}

/** Which heads have to be judged at all while `force` holds. */
export function watchedHeads({ guard, lean, leanAll }: HoldForce): HeadWatch {
  if (guard) return 'all';
  return leanAll || lean.length > 0 ? 'images' : null;
}

/** The smallest size for which anything is held: a head that declares no more passes unjudged. */
export const LEAST_HELD_BYTES = LEAN_IMAGE_BYTES;

/** The site that a response counts as: a page's own, else that of the tab's page. `topUrl`: `null` where unknown. */
export const siteOfHead = (type: string, url: string, topUrl: string | null): string =>
  siteOf(type === 'main_frame' ? url : (topUrl ?? ''));
