import { known, type Size } from '../core/body-size.ts';
import { mostBytesIn } from '../core/fastest-link.ts';
import { leftUpload, toldUpload } from '../core/left-upload.ts';
import type { RequestEvent } from '../core/request-event.ts';
import type { BodyReport } from '../core/tap-report.ts';
import type { OpenPosting } from '../storage/schema.ts';
import type { Postings } from './postings.ts';
import { createThroughput, type Throughput } from './throughput.ts';
import type { UnderWay, UnderWays } from './under-way.ts';

/** The longest time between a page's handing over of a body and the browser's telling of the request. */
const HANDED_WITHIN_MS = 3000;

/** Requests remembered after they have ended, for what pages have not told yet, within half a second. */
const ENDED_KEPT = 100;

/**
 * `left`: where a stopped one was posted, and when it failed (epoch ms); `isBehind`: see `toldUpload`. `null`: all of its
 * body was sent.
 */
type Ended = {
  key: string;
  by: string | null;
  one: UnderWay;
  left: { posting: OpenPosting; at: number; isBehind: boolean } | null;
};

/** After so long without progress a server takes no more for now. */
const STALLED_MS = 1000;

/** Client and server errors (RFC 9110 §15.5). A smaller body was sent before any server can have answered. */
const FIRST_ERROR = 400;
const REFUSED_BYTES = 1_000_000;

/** In which tab, and when, a report was heard (epoch ms). */
type Heard = { tabId: number; at: number };

/** Uploads while they are sent, and what had been sent of those that were stopped half-way. */
export type Uploads = {
  /**
   * A page tells how much of a body was sent. `by`: its channel.
   *
   * @returns the request that sends it, if that is under way and the report says something new
   */
  tells(key: string, by: string, report: BodyReport, heard: Heard): UnderWay | null;
  /** A request was redirected: its body was posted for that, and is sent again. */
  redirected(one: UnderWay, tabId: number): void;
  /** A request has completed. */
  completed(event: RequestEvent, one: UnderWay): void;
  /**
   * What can have been sent of a body before its server answered with an error, as one does that finds it too large;
   * `null`: that says nothing.
   */
  sentByError(event: RequestEvent, one: UnderWay): Size | null;
  /** What a request that failed had sent of its body; `null`: all of it, or nothing. */
  leftBy(event: RequestEvent, one: UnderWay): Size | null;
  /** The posting of such a request, for what the page has not told yet. */
  left(posting: OpenPosting, event: RequestEvent, one: UnderWay): void;
};

type Deps = {
  underWays: Pick<UnderWays, 'withKey'>;
  postings: Pick<Postings, 'amend'>;
  /** The link's, which uploads are taken to have until one has ended. */
  throughput: Pick<Throughput, 'bytesPerMs' | 'bestBytesPerMs' | 'shortestWaitMs'>;
  /** Writes the present state of a posting that awaits more. */
  keep(posting: OpenPosting): void;
};

/** Starts with no speed known, and none ended. */
export function createUploads({ underWays, postings, throughput, keep }: Deps): Uploads {
  let speed: Throughput | null = null;
  const ended: Ended[] = [];

  const bytesPerMs = () => Math.exp((speed?.pace() ?? { log: Math.log(throughput.bytesPerMs()) }).log);
  const learn = (bytes: number, ms: number) => {
    const now = speed ?? createThroughput({ log: Math.log(bytes / ms) });
    now.add(bytes, ms);
    if (now.kbps() !== undefined) speed = now;
  };
  const bodyOf = ({ hidden, bodyUp }: UnderWay) => (hidden ? null : bodyUp);
  const mostOf = (one: UnderWay, at: number) => Math.min(bodyOf(one) ?? Infinity, mostBytesIn(at - one.sentAt));

  const isFlowing = ({ upload }: UnderWay, at: number) => upload !== null && at - upload.at < STALLED_MS;

  const end = (one: UnderWay, left: Ended['left']) => {
    if (one.bodyUp === 0 && !one.hidden) return;
    ended.push({ key: one.key, by: one.upload?.by ?? null, one, left });
    if (ended.length > ENDED_KEPT) ended.shift();
  };

  /**
   * Whose body a report is about: that of the channel's earlier ones; else of those that no channel has reported on,
   * the one that was sent when the body was handed over.
   */
  const reported = (key: string, by: string, { method, at }: BodyReport): UnderWay | Ended | undefined => {
    const sending = underWays.withKey(key).filter(({ started }) => started === null);
    const all = [
      ...sending.map((one) => ({ it: one, one, of: one.upload?.by ?? null })),
      ...ended.filter((it) => it.key === key).map((it) => ({ it, one: it.one, of: it.by })),
    ].filter(({ one }) => one.method === method);
    const distance = ({ one }: { one: UnderWay }) => Math.abs(one.sentAt - at);
    const free = all.filter((each) => each.of === null && distance(each) < HANDED_WITHIN_MS);
    const nearest = free.sort((a, b) => distance(a) - distance(b))[0];
    return (all.find(({ of }) => of === by) ?? nearest)?.it;
  };

  return {
    tells: (key, by, report, { at, tabId }) => {
      const found = reported(key, by, report);
      if (!found) return null;
      if (!('left' in found)) {
        const bytes = Math.min(report.bytes, mostOf(found, at));
        if (bytes <= (found.upload?.bytes ?? 0)) return null;
        found.upload = { by, bytes, at };
        return found;
      }
      found.by = by;
      if (!found.left) return null;
      const { one, left } = found;
      const { posting } = left;
      const sent = Math.min(report.bytes, mostOf(one, left.at));
      const isBehind = left.isBehind && (sent > (one.upload?.bytes ?? 0) || isFlowing(one, left.at));
      const up = toldUpload(sent, bodyOf(one), left.at - one.sentAt, { isBehind, isLast: true });
      postings.amend(posting, { up }, tabId);
      if (posting.awaits.down || posting.awaits.up) keep(posting);
      return null;
    },
    redirected: (one, tabId) => {
      if (one.upload && one.posting) postings.amend(one.posting, { up: known(0, 'exact') }, tabId);
      one.upload = null;
    },
    completed: ({ at, fromCache, status }, one) => {
      const { hidden, bodyUp, started, sentAt } = one;
      if (!hidden && !fromCache && status < FIRST_ERROR) learn(bodyUp, (started?.at ?? at) - sentAt);
      end(one, null);
    },
    sentByError: ({ at, status, sizes }, one) => {
      const { started, upload, bodyUp, hidden, sentAt } = one;
      if (status < FIRST_ERROR || (bodyUp < REFUSED_BYTES && !hidden)) return null;
      const elapsedMs = (started?.at ?? at) - sentAt;
      if (!upload) {
        const usual = leftUpload(null, elapsedMs, 0, bytesPerMs());
        const best = Math.max(speed?.bestBytesPerMs() ?? 0, throughput.bestBytesPerMs());
        return { ...usual, high: Math.max(usual.high, Math.round(elapsedMs * best)) };
      }
      const told = toldUpload(upload.bytes, null, elapsedMs, { isBehind: sizes === null, isLast: true });
      // Since the page heard of it last, it may have gone twice as fast as before.
      const since = Math.max(0, sentAt + elapsedMs - upload.at);
      return { ...told, high: told.high + Math.round((2 * since * upload.bytes) / Math.max(1, upload.at - sentAt)) };
    },
    leftBy: (event, one) => {
      const { started, bodyUp, hidden, upload } = one;
      if (started) return null;
      if (upload) {
        const elapsedMs = event.at - one.sentAt;
        learn(upload.bytes, elapsedMs);
        const isBehind = event.sizes === null && isFlowing(one, event.at);
        return toldUpload(upload.bytes, bodyOf(one), elapsedMs, { isBehind, isLast: false });
      }
      if (!(event.isGivenUp || event.isDropped) || (bodyUp === 0 && !hidden)) return null;
      const left = leftUpload(bodyOf(one), event.at - one.sentAt, throughput.shortestWaitMs(), bytesPerMs());
      return left.bytes > 0 ? left : null;
    },
    left: (posting, { at, sizes }, one) => end(one, { posting, at, isBehind: sizes === null }),
  };
}
