import type { OpenPosting } from '../storage/schema.ts';
import type { OpenPostings } from './open-postings.ts';
import type { UnderWays } from './under-way.ts';

/** A posting that still grows is kept under a key of its own: nothing else may settle it meanwhile. */
export const growingKey = (key: string): string => `growing ${key}`;

/** A posting of that address which an earlier run left growing: no request under way has it. `null`: there is none. */
export const leftGrowing = (open: OpenPostings, underWays: UnderWays, key: string): OpenPosting | null => {
  const left = open.last(growingKey(key));
  return left && !underWays.withKey(key).some(({ posting }) => posting === left) ? left : null;
};
