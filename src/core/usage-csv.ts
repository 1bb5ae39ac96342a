import type { Archive } from './contract.ts';
import { csvOf } from './csv.ts';

const COLUMNS = ['from', 'to', 'plan', 'site', 'host', 'kind', 'down', 'up', 'low', 'high', 'measured', 'requests'];

/**
 * An archive's usage as CSV, a row of each slot, site, host and kind; instants are ISO 8601, amounts bytes. `plan` is
 * the plan's id, `unmetered`, or empty for what was metered before any plan existed.
 */
export function usageCsv({ usage }: Pick<Archive, 'usage'>): string {
  const bytes = (name: string) => (['down', 'up', 'low', 'high'].includes(name) ? `${name}_bytes` : name);
  return csvOf([
    COLUMNS.map(bytes),
    ...usage.map((row) => [
      row.from,
      row.to,
      row.plan ?? 'unmetered',
      row.site,
      row.host,
      row.kind,
      row.down,
      row.up,
      row.low,
      row.high,
      row.measured,
      row.requests,
    ]),
  ]);
}
