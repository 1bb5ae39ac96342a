/**
 * @typedef {import('./visit.mjs').Outcome} Outcome
 * @typedef {import('./visit.mjs').Bytes} Bytes
 * @typedef {import('../support/meter.mjs').Count} Count
 *
 * @typedef {object} Row
 * @property {string} site
 * @property {string} kind
 * @property {Bytes} truth
 * @property {import('../support/host-answers.mjs').BodyCounts} body
 * @property {Bytes} packets at the interface
 * @property {Count | null} meter
 * @property {Bytes} meterBody what the meter takes for bodies; the rest of its figure is the wire
 * @property {{ down: number, up: number, total: number } | null} error of the meter, as a share of the truth; positive: too much
 * @property {boolean | null} held whether the truth lies in the meter's interval
 * @property {number} elsewhere bytes that came onto other sites' rows
 * @property {number} missing bytes that came onto no row at all
 */

const totalOf = (/** @type {Bytes} */ bytes) => bytes.down + bytes.up;
const share = (/** @type {number} */ is, /** @type {number} */ of) => (of > 0 ? is / of - 1 : 0);

/** @param {number[]} values in any order @returns {number} 0 for none */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 ? half : half - 1], sorted[half]];
  return (low + high) / 2;
}

/** @param {Bytes} truth @param {Count | null} meter @returns {Pick<Row, 'error' | 'held'>} */
function compare(truth, meter) {
  if (!meter) return { error: null, held: null };
  const [is, by] = [totalOf(truth), totalOf(meter)];
  const error = { down: share(meter.down, truth.down), up: share(meter.up, truth.up), total: share(by, is) };
  return { error, held: meter.low <= is && is <= meter.high };
}

/** @param {Outcome} outcome @returns {Row} */
function rowOf({ site, kind, truth, packets, body, meter, meterBody, elsewhere }) {
  const wrong = [...elsewhere.values()].reduce((sum, bytes) => sum + totalOf(bytes), 0);
  const missing = meter ? Math.max(0, totalOf(truth) - totalOf(meter) - wrong) : 0;
  return { site, kind, truth, packets, body, meter, meterBody, ...compare(truth, meter), elsewhere: wrong, missing };
}

/**
 * Each site's score, and what they come to together.
 *
 * @param {Outcome[]} outcomes
 * @param {Count | null} total the meter's own, over all of its rows
 */
export function score(outcomes, total) {
  const sites = outcomes.map(rowOf);
  const sum = (/** @type {(row: Row) => number} */ of) => sites.reduce((all, row) => all + of(row), 0);
  const truth = { down: sum((row) => row.truth.down), up: sum((row) => row.truth.up) };
  const body = {
    down: sum((row) => row.body.down),
    up: sum((row) => row.body.up),
    requests: sum((row) => row.body.requests),
    connections: sum((row) => row.body.connections),
    full: sum((row) => row.body.full),
    resumed: sum((row) => row.body.resumed),
  };
  const packets = { down: sum((row) => row.packets.down), up: sum((row) => row.packets.up) };
  const meterBody = { down: sum((row) => row.meterBody.down), up: sum((row) => row.meterBody.up) };
  const elsewhere = sum((row) => row.elsewhere);
  const missing = sum((row) => row.missing);
  /** @type {Row} */
  const all = {
    ...{ site: 'all', kind: '', truth, packets, body, meter: total, meterBody },
    ...{ ...compare(truth, total), elsewhere, missing },
  };
  const off = sites.map((row) => Math.abs(row.error?.total ?? 0));
  const weighted = sum((row) => Math.abs(row.error?.total ?? 0) * totalOf(row.truth)) / totalOf(truth);
  return {
    sites,
    all,
    /** The size of the sites' errors: too much on one site does not make up for too little on another. */
    off: total && { median: median(off), weighted, worst: Math.max(...off) },
    /** How many of the sites' intervals hold the truth. */
    held: total && { sites: sites.filter((row) => row.held).length, of: sites.length },
  };
}

/** @typedef {ReturnType<typeof score>} Score */
