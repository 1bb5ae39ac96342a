import type { TapReport } from '../core/tap-report.ts';
import { deliver } from './deliver.ts';

/** What a document's tap tells, as the background takes it: each report with the last one that arrived before it. */
export type TapMessage = {
  type: 'tap';
  /** Random: tells the documents of one frame apart. */
  document: string;
  reports: { now: TapReport; told: TapReport | null }[];
};

const HAVE_NO_TOTALS = ['body', 'stream', 'media'];
const hasTotals = (report: TapReport) => !HAVE_NO_TOTALS.includes(report.kind);

/**
 * Sends on what the tap reports. Totals go out with those that arrived before, so that a background that has forgotten
 * the channel neither counts it again nor loses what it has moved since.
 *
 * @returns what `listen` returned
 */
export function relayTap<Port>(
  listen: (onReports: (reports: TapReport[]) => void) => Port,
  send: (message: TapMessage) => Promise<unknown>,
): Port {
  // randomUUID is missing on pages without TLS.
  const document = crypto.getRandomValues(new Uint32Array(3)).join('-');
  /**
   * By channel: the last report that arrived, and the number of its message, for one that needed several tries may
   * arrive after a later one.
   */
  const told = new Map<number, { report: TapReport; message: number }>();
  let messages = 0;
  return listen((reports) => {
    const number = ++messages;
    const message: TapMessage = {
      type: 'tap',
      document,
      reports: reports.map((now) => ({ now, told: told.get(now.id)?.report ?? null })),
    };
    const arrived = () => {
      for (const report of reports.filter(hasTotals)) {
        if ('closed' in report && report.closed) told.delete(report.id);
        else if (number > (told.get(report.id)?.message ?? 0)) told.set(report.id, { report, message: number });
      }
    };
    void deliver(() => send(message)).then((hasArrived) => hasArrived && arrived());
  });
}
