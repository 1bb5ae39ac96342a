import { median } from './score.mjs';

/**
 * @typedef {import('./score.mjs').Row} Row
 * @typedef {import('./score.mjs').Score & { name: string, meterState: string, rest: { down: number, up: number } }} Result
 */
/**
 * @template T
 * @typedef {readonly [head: string, of: (row: T) => string | number | null | undefined]} Column null, undefined and NaN show as –
 */

const kilobytes = (/** @type {number | undefined} */ bytes) => (bytes === undefined ? null : (bytes / 1000).toFixed(1));
const text = (/** @type {string | number | null | undefined} */ cell) =>
  Number.isNaN(cell) ? '–' : String(cell ?? '–');
const percent = (/** @type {number | undefined | null} */ share) =>
  share === undefined || share === null ? null : `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)}`;

/**
 * The first two columns to the left, figures to the right.
 *
 * @template T
 * @param {readonly Column<T>[]} columns
 * @param {T[]} rows
 */
function print(columns, rows) {
  const cells = [columns.map(([head]) => head), ...rows.map((row) => columns.map(([, of]) => text(of(row))))];
  const widths = columns.map((_, n) => Math.max(...cells.map((row) => row[n]?.length ?? 0)));
  const pad = (/** @type {string} */ cell, /** @type {number} */ n) =>
    n < 2 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0);
  for (const row of cells) console.log(row.map(pad).join('  ').trimEnd());
}

/** @type {Column<Row>[]} */
const SITE_COLUMNS = [
  ['site', ({ site }) => site],
  ['kind', ({ kind }) => kind],
  ['down', ({ truth }) => kilobytes(truth.down)],
  ['up', ({ truth }) => kilobytes(truth.up)],
  ['meter ↓', ({ meter }) => kilobytes(meter?.down)],
  ['meter ↑', ({ meter }) => kilobytes(meter?.up)],
  ['err ↓ %', ({ error }) => percent(error?.down)],
  ['err ↑ %', ({ error }) => percent(error?.up)],
  ['err %', ({ error }) => percent(error?.total)],
  ['low', ({ meter }) => kilobytes(meter?.low)],
  ['high', ({ meter }) => kilobytes(meter?.high)],
  ['held', ({ held }) => (held === null ? null : held ? 'yes' : 'NO')],
  ['known %', ({ meter }) => meter && (meter.measured * 100).toFixed(0)],
  ['elsewhere', ({ elsewhere, meter }) => meter && kilobytes(elsewhere)],
  ['missing', ({ missing, meter }) => meter && kilobytes(missing)],
];

/** Truth and meter side by side, bodies and wire apart, and what the wire's cost comes from. @type {Column<Row>[]} */
const PART_COLUMNS = [
  ['site', ({ site }) => site],
  ['kind', ({ kind }) => kind],
  ['body ↓', ({ body }) => kilobytes(body.down)],
  ['meter', ({ meter, meterBody }) => meter && kilobytes(meterBody.down)],
  ['wire ↓', ({ truth, body }) => kilobytes(truth.down - body.down)],
  ['meter', ({ meter, meterBody }) => meter && kilobytes(meter.down - meterBody.down)],
  ['body ↑', ({ body }) => kilobytes(body.up)],
  ['meter', ({ meter, meterBody }) => meter && kilobytes(meterBody.up)],
  ['wire ↑', ({ truth, body }) => kilobytes(truth.up - body.up)],
  ['meter', ({ meter, meterBody }) => meter && kilobytes(meter.up - meterBody.up)],
  ['requests', ({ body }) => body.requests],
  ['meter', ({ meter }) => meter?.requests],
  ['TCP', ({ body }) => body.connections],
  ['TLS full', ({ body }) => body.full],
  ['resumed', ({ body }) => body.resumed],
  ['packets ↓', ({ packets }) => packets.down],
  ['packets ↑', ({ packets }) => packets.up],
];

/** @param {Result} result */
export function printRun({ name, sites, all, off, held, rest }) {
  console.log(`\n${name}; IP bytes at the interface, in kB (1000)`);
  print(SITE_COLUMNS, [...sites, all]);
  console.log('\nbodies, and what the wire adds to them:');
  print(PART_COLUMNS, [...sites, all]);
  if (off && held) {
    const [middle, weighted, worst] = [off.median, off.weighted, off.worst].map((share) => (share * 100).toFixed(1));
    console.log(`a site is off by ${middle} % (median), ${weighted} % (by its bytes), ${worst} % (worst)`);
    console.log(`the interval holds the truth for ${held.sites} of ${held.of} sites`);
  }
  console.log(`on the link, but no host's: ${rest.down} bytes down, ${rest.up} up`);
}

/** @typedef {{ site: string, host: string, truth: { down: number, up: number } | null, meter: { down: number, up: number, requests?: number } | null }} HostRow */

/** @type {Column<HostRow>[]} */
const HOST_COLUMNS = [
  ['site', ({ site }) => site],
  ['host', ({ host }) => host],
  ['down', ({ truth }) => truth?.down],
  ['up', ({ truth }) => truth?.up],
  ['meter ↓', ({ meter }) => meter?.down],
  ['meter ↑', ({ meter }) => meter?.up],
  ['err ↓ %', ({ truth, meter }) => (truth?.down ? percent(meter && meter.down / truth.down - 1) : null)],
  ['err ↑ %', ({ truth, meter }) => (truth?.up ? percent(meter && meter.up / truth.up - 1) : null)],
  ['req', ({ meter }) => meter?.requests],
];

/** @param {HostRow[]} hosts */
export const printHosts = (hosts) => print(HOST_COLUMNS, hosts);

/** How far runs lie apart, of the network's own figure and of the meter's error. @param {Result[]} runs */
export function printSpread(runs) {
  const span = (/** @type {number[]} */ values) =>
    values.length ? `${percent(Math.min(...values))} … ${percent(Math.max(...values))}` : null;
  const rows = (runs[0]?.sites ?? []).map(({ site, kind }, n) => {
    const same = runs.flatMap((run) => run.sites[n] ?? []);
    const truths = { down: same.map((row) => row.truth.down), up: same.map((row) => row.truth.up) };
    return { site, kind, truths, errors: same.flatMap((row) => row.error?.total ?? []) };
  });
  const around = (/** @type {number[]} */ values) => span(values.map((value) => value / median(values) - 1));
  console.log(`\n${runs.length} runs: how far the network's figure lies from its median, and the meter's error`);
  /** @type {Column<typeof rows[number]>[]} */
  const columns = [
    ['site', ({ site }) => site],
    ['kind', ({ kind }) => kind],
    ['down (median)', ({ truths }) => kilobytes(median(truths.down))],
    ['up (median)', ({ truths }) => kilobytes(median(truths.up))],
    ['down %', ({ truths }) => around(truths.down)],
    ['up %', ({ truths }) => around(truths.up)],
    ['err %', ({ errors }) => span(errors)],
  ];
  print(columns, rows);
}
