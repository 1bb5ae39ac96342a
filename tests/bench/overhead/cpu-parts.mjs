import { quantile } from './statistics.mjs';

/**
 * An event of Chromium's tracing; `ts` and `dur` are wall time, `tdur` is processor time, in µs.
 *
 * @typedef {object} TraceEvent
 * @property {string} ph `X`: a complete event, `M`: metadata, such as a name
 * @property {string} name
 * @property {number} pid
 * @property {number} tid
 * @property {number} ts
 * @property {number} [dur]
 * @property {number} [tdur]
 * @property {any} [args]
 */

/** The tracing categories that `partsOf` needs. */
export const CATEGORIES = ['toplevel', 'mojom', 'v8', 'devtools.timeline', 'IndexedDB', '__metadata'];

/** An event's label: the interface of the message that it handles, if any. @param {TraceEvent} event */
const labelOf = ({ name, args }) =>
  [name, args?.chrome_mojo_event_info?.mojo_interface_tag ?? args?.src_func].filter(Boolean).join(' ');

/** Scripts of extensions in pages are recognised by their file. @param {TraceEvent} event */
function scriptOf({ name, args }) {
  if (!['EvaluateScript', 'FunctionCall', 'v8.compile'].includes(name)) return null;
  return /content-scripts\/[\w.-]+/.exec(JSON.stringify(args))?.[0] ?? null;
}

/**
 * Processor time (µs) by part: each process's threads by name, within them the extension's scripts in pages (`page`),
 * and its worker's tasks without the calls they make (`worker`).
 *
 * @param {TraceEvent[]} events
 * @param {{ extension: string | null }} processes
 * @returns {Map<string, number>}
 */
export function partsOf(events, { extension }) {
  /** @type {Map<string, number>} */
  const parts = new Map();
  const add = (/** @type {string} */ part, /** @type {number} */ us) => parts.set(part, (parts.get(part) ?? 0) + us);
  const namesOf = (/** @type {string} */ name, /** @type {(event: TraceEvent) => string | number} */ key) =>
    new Map(events.filter((event) => event.ph === 'M' && event.name === name).map((one) => [key(one), one.args.name]));
  const processOf = namesOf('process_name', ({ pid }) => pid);
  const threadKey = (/** @type {TraceEvent} */ { pid, tid }) => `${pid}:${tid}`;
  const threadOf = namesOf('thread_name', threadKey);
  /** @type {Map<string, TraceEvent[]>} */
  const threads = new Map();
  for (const event of events) {
    if (event.ph !== 'X') continue;
    const key = threadKey(event);
    const thread = threads.get(key);
    if (thread) thread.push(event);
    else threads.set(key, [event]);
  }
  for (const [key, stretches] of threads) {
    const pid = Number(key.split(':')[0]);
    const isExtension = pid === Number(extension);
    const thread = `${isExtension ? 'Extension' : processOf.get(pid)} ${threadOf.get(key)}`;
    const isWorker = isExtension && threadOf.get(key) === 'ServiceWorker thread';
    stretches.sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
    /** @type {TraceEvent[]} */
    const around = [];
    for (const one of stretches) {
      const endOf = (/** @type {TraceEvent | undefined} */ it) => (it ? it.ts + (it.dur ?? 0) : Infinity);
      while (endOf(around.at(-1)) <= one.ts) around.pop();
      const caller = around.at(-1);
      const us = one.tdur ?? 0;
      if (!caller) add(thread, us);
      const script = isExtension ? null : scriptOf(one);
      if (script) add(`page: ${one.name} ${script}`, us);
      if (isWorker) add(`worker: ${labelOf(one)}`, us);
      if (isWorker && caller) add(`worker: ${labelOf(caller)}`, -us);
      around.push(one);
    }
  }
  return parts;
}

/**
 * The parts as lines, most expensive first.
 *
 * @param {Record<string, Map<string, number>>} parts µs by contender @param {number} pages each
 */
export function partsTable(parts, pages) {
  const names = Object.keys(parts);
  const all = new Set(names.flatMap((name) => [...(parts[name]?.keys() ?? [])]));
  const rows = [...all].map((part) => ({
    part,
    ms: names.map((name) => (parts[name]?.get(part) ?? 0) / 1000 / pages),
  }));
  const most = (/** @type {{ ms: number[] }} */ { ms }) => quantile(ms, 1);
  const shown = rows.filter((row) => most(row) >= LEAST_MS).sort((a, b) => most(b) - most(a));
  const line = (/** @type {string[]} */ cells, /** @type {string} */ part) =>
    `${cells.map((cell) => cell.padStart(9)).join('')}  ${part}`;
  return [
    line(names, 'ms of processor time a page'),
    ...shown.map(({ ms, part }) =>
      line(
        ms.map((one) => one.toFixed(1)),
        part,
      ),
    ),
  ].join('\n');
}

/** Parts that take less than this for each page are left out, ms. */
const LEAST_MS = 0.5;
