import type { RequestEvent } from '../core/request-event.ts';

/**
 * Tells requests that cost nothing from those that Firefox did not count. Firefox caches a channel's sizes at the first
 * read, for all extensions (`[Cached]` in its `ChannelWrapper.webidl`, cleared when the head arrives): where any
 * extension, ours included, listens for the head or for the response's start, both sizes stay 0.
 */
export type UntoldSizes = {
  /** Whether a completed request, in a browser that counts, was not counted. */
  completed(event: Countable): boolean;
  /**
   * The same for a failed request, which may truly have transferred nothing: the last completed one of its type
   * decides. A beacon or a ping, for whose response nobody waits, Firefox ends itself over HTTP/1.1 as soon as the
   * response begins, with sizes 0; it was sent all the same. So was a navigation that was left before its head: a page,
   * or a file to be saved, part of which may have been on its way.
   */
  failed(event: Countable): boolean;
};
type Countable = Pick<RequestEvent, 'type' | 'sizes' | 'fromCache' | 'ip' | 'isGivenUp'>;

const isZero = ({ sizes, fromCache, ip }: Countable) =>
  sizes !== null && sizes.request === 0 && sizes.response === 0 && !fromCache && ip !== null;

/** Whether it is a beacon or a ping, whose response the page never sees. */
export const isUnanswered = ({ type }: { type: string }): boolean => type === 'beacon' || type === 'ping';

const isLeftPage = ({ type, isGivenUp }: Countable): boolean => type === 'main_frame' && isGivenUp;

/** Assumes that sizes are reported until a request shows otherwise. */
export function createUntoldSizes(): UntoldSizes {
  /** By type, for an extension may listen to some types only. */
  const types = new Set<string>();
  let last = false;
  return {
    completed: (event) => {
      if (event.fromCache) return false;
      last = isZero(event);
      if (last) types.add(event.type);
      else types.delete(event.type);
      return last;
    },
    failed: (event) => isZero(event) && (isUnanswered(event) || isLeftPage(event) || types.has(event.type) || last),
  };
}
