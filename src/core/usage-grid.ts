import type { Usage } from './contract.ts';
import { epochMs } from './epoch-ms.ts';

/** Bytes by stretch of time and class of sites: all that draw-down needs to know of the usage. */
export type UsageGrid = {
  bytes(stretch: number, siteClass: number): number;
  /** When the first row began, counted or not, epoch ms; `Infinity` where there is none. */
  firstMs: number;
};

/**
 * Sums rows into stretches. A row that straddles an edge is divided in proportion to time, each cut rounded to whole
 * bytes, so that its parts sum to it exactly. A row still open ends at `nowMs`: its bytes cannot lie ahead. Rows
 * without length belong to their instant. What lies before the first edge, from `endMs` on, or wholly ahead of now
 * does not count, and neither do rows that make no sense (no bytes, no instant). The order of rows makes no difference.
 *
 * @param edges epoch ms, rising; stretch k runs from edge k to the next, the last one to `endMs`
 */
export function usageGrid(
  usage: readonly Usage[],
  edges: readonly number[],
  endMs: number,
  nowMs: number,
  classes: { count: number; classOf(site: string): number },
): UsageGrid {
  const sums = new Float64Array(edges.length * classes.count);
  const startMs = edges[0] ?? Infinity;
  let firstMs = Infinity;
  let stretch = 0;
  let lowMs = Infinity;
  let highMs = -Infinity;

  function seek(ms: number): void {
    let low = 0;
    let high = edges.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((edges[middle] as number) <= ms) low = middle;
      else high = middle - 1;
    }
    stretch = low;
    lowMs = edges[low] as number;
    highMs = edges[low + 1] ?? Infinity;
  }

  const add = (siteClass: number, bytes: number) => {
    const cell = stretch * classes.count + siteClass;
    sums[cell] = (sums[cell] as number) + bytes;
  };

  // Rows of one slot, and of slots that follow each other, repeat the same texts.
  let fromText = '';
  let fromMs = NaN;
  let toText = '';
  let toMs = NaN;
  for (const { from, to, site, bytes } of usage) {
    if (from !== fromText) {
      fromMs = from === toText ? toMs : epochMs(from);
      fromText = from;
    }
    if (to !== toText) {
      toMs = epochMs(to);
      toText = to;
    }
    if (!(bytes > 0 && bytes < Infinity && fromMs <= nowMs) || Number.isNaN(toMs)) continue;
    if (fromMs === nowMs && toMs > nowMs) continue;
    if (fromMs < firstMs) firstMs = fromMs;

    const rowEndMs = Math.max(fromMs, Math.min(toMs, nowMs));
    const countedTo = Math.min(rowEndMs, endMs);
    let atMs = Math.max(fromMs, startMs);
    const isPoint = rowEndMs === fromMs;
    if (isPoint ? fromMs < startMs || fromMs >= endMs : atMs >= countedTo) continue;
    if (!(atMs >= lowMs && atMs < highMs)) seek(atMs);
    if (isPoint || (fromMs >= lowMs && rowEndMs <= highMs && rowEndMs <= endMs)) {
      add(classes.classOf(site), bytes);
      continue;
    }
    // A closure over these would cost every row an allocation.
    const row = { fromMs, toMs: rowEndMs, bytes };
    while (atMs < countedTo) {
      if (atMs >= highMs) seek(atMs);
      const cutMs = Math.min(highMs, countedTo);
      add(classes.classOf(site), bytesUntil(row, cutMs) - bytesUntil(row, atMs));
      atMs = cutMs;
    }
  }
  return { firstMs, bytes: (at, siteClass) => sums[at * classes.count + siteClass] ?? 0 };
}

const bytesUntil = ({ fromMs, toMs, bytes }: { fromMs: number; toMs: number; bytes: number }, ms: number): number =>
  ms === toMs ? bytes : Math.round((bytes * (ms - fromMs)) / (toMs - fromMs));
