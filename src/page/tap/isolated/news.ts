import type { StreamReport, TapReport } from '../../../core/tap-report.ts';
import type { Counter } from '../counter.ts';

/** At most this many changed counters are remembered between two takes; a page that floods loses the rest. */
const MOST_CHANGED = 500;

export type News = {
  /** Notes a counter's newest state. */
  tell(counter: Counter): void;
  /** Hands on what is worth reporting since the last time. It is kept until `hand` has returned. */
  take(hand: (reports: TapReport[]) => void): void;
};

/**
 * Keeps the newest state of each counter, and makes reports of those that say something new. `onFirst`: called at the
 * first one after a `take`.
 */
export function createNews(toReport: (counter: Counter) => TapReport, onFirst: () => void): News {
  const changed = new Map<number, Counter>();
  /** Streams that were reported as they grew: their end is news as well. */
  const growing = new Set<number>();

  // The end of a stream whose size the browser reports anyway is no news.
  const isNews = ({ id, done, hidden }: StreamReport) => !done || hidden || growing.has(id);
  const isStream = (report: TapReport): report is StreamReport => report.kind === 'stream';
  return {
    tell: (counter) => {
      if (changed.size >= MOST_CHANGED && !changed.has(counter.id)) return;
      changed.set(counter.id, counter);
      if (changed.size === 1) onFirst();
    },
    take: (hand) => {
      const all = [...changed.values()].map(toReport);
      const reports = all.filter((report) => !isStream(report) || isNews(report));
      if (reports.length > 0) hand(reports);
      changed.clear();
      for (const { id, done } of all.filter(isStream)) {
        if (done) growing.delete(id);
        else growing.add(id);
      }
    },
  };
}
