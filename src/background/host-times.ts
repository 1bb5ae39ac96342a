import type { OpenPosting } from '../storage/schema.ts';

/** How long responses of unknown size took, by what groups those of similar sizes: host, kind and encoding. */
export type HostTimes = {
  /** Those of other postings of the same group, in ms. */
  besides(posting: OpenPosting): readonly number[];
};

/** Responses of a group that are looked at: more would tell no more of the group. */
const LOOKED_AT = 24;

/** What is the same for responses of similar sizes. Private windows' hosts are unknown. */
const groupOf = ({ host, kind, sized = kind, encoded }: OpenPosting) =>
  host === '' ? null : `${host} ${sized} ${encoded}`;

/** @param postings whose sizes are guessed */
export function hostTimesOf(postings: readonly OpenPosting[]): HostTimes {
  const groups = new Map<string, OpenPosting[]>();
  for (const posting of postings) {
    const group = groupOf(posting);
    if (group === null || posting.took === undefined) continue;
    const list = groups.get(group);
    if (list) list.push(posting);
    else groups.set(group, [posting]);
  }
  return {
    besides: (posting) =>
      (groups.get(groupOf(posting) ?? '') ?? [])
        .filter((one) => one !== posting)
        .slice(-LOOKED_AT)
        .map(({ took }) => took!),
  };
}
