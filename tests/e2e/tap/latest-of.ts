import type { TapReport } from '../../../src/core/tap-report.ts';

export type TapMessage = { page: string; reports: TapReport[] };

/** The latest report of every channel of a kind, in the order of their first reports. */
export function latestOf<Kind extends TapReport['kind']>(
  messages: readonly TapMessage[],
  kind: Kind,
): Extract<TapReport, { kind: Kind }>[] {
  const latest = new Map<string, TapReport>();
  for (const { page, reports } of messages)
    for (const report of reports) if (report.kind === kind) latest.set(`${page} ${report.id}`, report);
  return [...latest.values()] as Extract<TapReport, { kind: Kind }>[];
}
