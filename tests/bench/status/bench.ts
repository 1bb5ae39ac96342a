import type { Plan, Usage } from '../../../src/core/contract.ts';
import { planStatus } from '../../../src/core/plan-status.ts';
import { parseReading } from '../../../src/core/reading.ts';

const SLOT_MS = 900_000;
const DAY_MS = 86_400_000;
const THREE_YEARS_OF_SLOTS = 3 * 365 * 96;
const MOST_MS = 50;
const START = Date.parse('2023-06-01T00:00:00+08:00');

const base = {
  id: 'plan',
  name: 'Plan',
  timeZone: 'Asia/Hong_Kong',
  unit: 1000 as const,
  activatedAt: new Date(START).toISOString(),
};
const cut = { kind: 'cut' as const };

const PLANS: Record<string, Plan> = {
  'so much in all': {
    ...base,
    validity: { kind: 'open' },
    allowances: [{ id: 'a', label: 'a', bytes: 9e12, resets: { every: 'never' }, after: cut }],
  },
  'daily quota': {
    ...base,
    validity: { kind: 'open' },
    allowances: [{ id: 'a', label: 'a', bytes: 3e9, resets: { every: 'day', at: '00:00' }, after: cut }],
  },
  'monthly, night and a pack': {
    ...base,
    validity: { kind: 'months', billingDay: 31 },
    allowances: [
      { id: 'a', label: 'a', bytes: 20e9, resets: { every: 'month', day: 31 }, rollover: 'once', after: cut },
      {
        id: 'b',
        label: 'b',
        bytes: null,
        resets: { every: 'never' },
        hours: { from: '23:00', to: '07:00' },
        after: cut,
      },
      { id: 'c', label: 'c', bytes: 5e9, resets: { every: 'month', day: 31 }, sites: ['video.example'], after: cut },
    ],
  },
};

/** Slow texts, as long as the reader accepts; and one that is far too long. */
const TEXTS = ['a. ', 'at ', '剩余', '用尽', '今日', '截至9月25日', '已用1GB，', '9G', '1 '].map((piece) =>
  piece.repeat(4000).slice(0, 4000),
);

/**
 * Times a status over three years of quarters of an hour without its forecast (see `bench:forecast`), and slow carrier
 * messages. Each figure is the least of several runs: the time of the work when nothing disturbs it.
 *
 * @returns the goals that were missed
 */
export function bench(): string[] {
  const usage: Usage[] = Array.from({ length: THREE_YEARS_OF_SLOTS }, (_, slot) => ({
    from: new Date(START + slot * SLOT_MS).toISOString(),
    to: new Date(START + (slot + 1) * SLOT_MS).toISOString(),
    site: slot % 5 === 0 ? 'video.example' : '',
    bytes: 1e6 + ((slot * 7919) % 1e6),
  }));
  const now = new Date(START + THREE_YEARS_OF_SLOTS * SLOT_MS - DAY_MS / 2).toISOString();
  const noForecast = () => ({ method: 'none', perDay: 0, atEnd: null, runsOutAt: null });
  const times: Record<string, number> = {};
  for (const [name, plan] of Object.entries(PLANS)) {
    times[`three years, ${name}`] = least(() => planStatus(plan, usage, now, [], noForecast));
  }
  const context = { now, timeZone: 'Asia/Hong_Kong' };
  for (const text of TEXTS)
    times[`message ${JSON.stringify(text.slice(0, 8))}`] = least(() => parseReading(text, context));
  times['message of 200 KB'] = least(() => parseReading('x'.repeat(200_000), context));

  for (const [name, ms] of Object.entries(times)) console.log(`${name.padEnd(40)}${ms.toFixed(1).padStart(8)} ms`);
  console.log(`BENCH status ${JSON.stringify(times)}`);
  return Object.entries(times)
    .filter(([, ms]) => ms > MOST_MS)
    .map(([name, ms]) => `${name} took ${ms.toFixed(1)} ms, not at most ${MOST_MS}`);
}

function least(work: () => unknown): number {
  let best = Infinity;
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
