import type { RequestEvent } from '../core/request-event.ts';

/**
 * Tells what cost nothing from what was not counted. Firefox reads a channel's sizes once for all extensions (`[Cached]` in its
 * `ChannelWrapper.webidl`, cleared when the head has come): where any of them hears of the head or of the response's
 * start, ours included, they read 0 for good.
 */
export type UntoldSizes = {
  /** Of a request that has completed, in a browser that counts. */
  completed(event: Untellable): boolean;
  /**
   * Of one that has failed: nothing may have come of it. The last one of its type that completed tells; and what nobody
   * waits for Firefox ends itself as soon as its answer begins, over HTTP/1.1 with sizes 0: it was sent all the same.
   */
  failed(event: Untellable): boolean;
};
type Untellable = Pick<RequestEvent, 'type' | 'sizes' | 'fromCache' | 'ip'>;

const isNothing = ({ sizes, fromCache, ip }: Untellable) =>
  sizes !== null && sizes.request === 0 && sizes.response === 0 && !fromCache && ip !== null;

/** Whether it is a beacon or a ping: a page gets no answer to these. */
export const isUnanswered = ({ type }: { type: string }): boolean => type === 'beacon' || type === 'ping';

/** Takes it that sizes are told, until a request shows otherwise. */
export function createUntoldSizes(): UntoldSizes {
  /** A listener may want some types only. */
  const types = new Set<string>();
  let last = false;
  return {
    completed: (event) => {
      if (event.fromCache) return false;
      last = isNothing(event);
      if (last) types.add(event.type);
      else types.delete(event.type);
      return last;
    },
    failed: (event) => isNothing(event) && (isUnanswered(event) || types.has(event.type) || last),
  };
}
