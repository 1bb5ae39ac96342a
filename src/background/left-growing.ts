import type { OpenPosting } from '../storage/schema.ts';
import type { OpenPostings } from './open-postings.ts';
import type { UnderWays } from './under-way.ts';

/** A growing posting is kept under a key of its own, so that nothing else settles it meanwhile. */
export const growingKey = (key: string): string => `growing ${key}`;

/** The posting of that address that an earlier run left growing and no request under way owns; `null`: none. */
export const leftGrowing = (open: OpenPostings, underWays: UnderWays, key: string): OpenPosting | null => {
  const left = open.last(growingKey(key));
  return left && !underWays.withKey(key).some(({ posting }) => posting === left) ? left : null;
};
