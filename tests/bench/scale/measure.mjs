import { readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import path from 'node:path';
import { quantile, round } from '../overhead/statistics.mjs';
import { openExtension } from './extension-browser.mjs';

const DAY_MS = 86_400_000;
const ROUNDS = 5;
/** Requests that cause the timed flushes: a few at a time, so that each flush has a usual size. */
const REQUESTS = 120;
const APART_MS = 60;

/** @typedef {Awaited<ReturnType<typeof openExtension>>} Opened */

/**
 * Plants a history into a profile.
 *
 * @param {{ profile: string, extension: string, script: string, days: number, now: number }} options
 * @returns {Promise<{ slots: number, cells: number }>}
 */
export async function plant({ profile, extension, script, days, now }) {
  const opened = await openExtension(profile, extension);
  await opened.panel.evaluate(() => chrome.runtime.sendMessage({ type: 'plan.list' }));
  await opened.panel.evaluate(script);
  const planted = await opened.panel.evaluate(
    ([count, at]) => /** @type {any} */ (globalThis).planting.plantHeavyUse(count, at),
    [days, now],
  );
  await opened.close();
  return planted;
}

/**
 * Measures an extension with that history.
 *
 * @param {{ profile: string, extension: string, days: number, now: number }} options
 */
export async function measure({ profile, extension, days, now }) {
  const opened = await openExtension(profile, extension);
  const coldMs = [];
  for (let round = 0; round < ROUNDS; round++) coldMs.push(await coldStart(opened));
  const nothingMs = await timeMessage(opened, { type: 'plan.list' });
  const reports = await timeReports(opened, rangesOf(days, now));
  const statusMs = await timeMessage(opened, { type: 'plan.status' });
  const flushMs = await timeFlushes(opened);
  const worker = await opened.worker();
  await worker.send('HeapProfiler.collectGarbage');
  await worker.send('HeapProfiler.collectGarbage');
  const { usedSize } = await worker.send('Runtime.getHeapUsage');
  worker.close();
  await opened.close();
  return {
    diskMB: round(folderBytes(path.join(profile, 'Default/IndexedDB')) / 1e6, 2),
    reportMs: round(Math.max(...Object.values(reports)), 1),
    reports,
    statusMs,
    /** A message that needs no ledger: the cost of any message on this machine at the moment. */
    nothingMs,
    flushMs: round(quantile(flushMs, 0.5), 2),
    flushP95Ms: round(quantile(flushMs, 0.95), 2),
    coldStartMs: round(quantile(coldMs, 0.5), 1),
    heapMB: round(usedSize / 1e6, 1),
  };
}

/** Stops the worker and wakes it; ms from its start until all its listeners were registered. @param {Opened} opened */
async function coldStart({ context, panel, worker }) {
  const cdp = await context.newCDPSession(panel);
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  await cdp.detach();
  await panel.evaluate(() => chrome.runtime.sendMessage({ type: 'plan.list' }));
  const started = await worker();
  const ms = await started.evaluate(`performance.getEntriesByName('datagauge:listening')[0].startTime`);
  started.close();
  return ms;
}

/**
 * Ranges that begin within slots as well as at whole months, since partly covered slots and summaries are the most
 * expensive to read.
 *
 * @param {number} days @param {number} now
 */
function rangesOf(days, now) {
  const ago = (/** @type {number} */ count) => now - count * DAY_MS;
  /** @type {Record<string, [number, number]>} */
  const ranges = {
    'a quarter of an hour': [now - 900_000, now],
    'the last day': [ago(1), now],
    'the last 30 days': [ago(30), now],
    'the last 90 days': [ago(90), now],
    'a year, a year ago': [ago(760), ago(395)],
    'two months, two years ago': [ago(800), ago(740)],
    'all of it but a day': [ago(days - 1), now],
    'all of it': [ago(days + 1), now],
  };
  return Object.fromEntries(Object.entries(ranges).filter(([, [from]]) => from >= ago(days + 1)));
}

/** @param {Opened} opened @param {Record<string, [number, number]>} ranges */
async function timeReports(opened, ranges) {
  /** @type {Record<string, number>} */
  const figures = {};
  for (const [name, [from, to]] of Object.entries(ranges)) {
    const iso = (/** @type {number} */ ms) => new Date(ms).toISOString();
    figures[name] = await timeMessage(opened, { type: 'report', from: iso(from), to: iso(to) });
  }
  return figures;
}

/**
 * Median time from a page's message until its answer; the first is the worker's first of its kind.
 *
 * @param {Opened} opened @param {object} message
 */
async function timeMessage({ panel }, message) {
  const times = await panel.evaluate(
    async ({ question, rounds }) => {
      const found = [];
      for (let round = 0; round < rounds; round++) {
        const begun = performance.now();
        const answer = await chrome.runtime.sendMessage(question);
        found.push(performance.now() - begun);
        if (answer?.error) throw new Error(answer.error);
      }
      return found;
    },
    { question: message, rounds: ROUNDS },
  );
  return round(quantile(times, 0.5), 1);
}

/** Times each transaction that writes to the ledger, from its start until it is complete. @param {Opened} opened */
async function timeFlushes({ context, worker }) {
  const started = await worker();
  await started.evaluate(`(() => {
    globalThis.flushes = [];
    const begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, ...rest) {
      const transaction = begin.call(this, stores, ...rest);
      const begun = performance.now();
      if ([stores].flat().includes('flushes'))
        transaction.addEventListener('complete', () => flushes.push(performance.now() - begun));
      return transaction;
    };
  })()`);
  const server = createServer((request, response) => {
    const isPage = request.url === '/';
    response.setHeader('content-type', isPage ? 'text/html' : 'text/plain');
    response.end(isPage ? '<!doctype html><title>Page</title>' : 'x'.repeat(5000));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const page = await context.newPage();
  await page.goto(`http://www.site-1.test:${port}/`);
  await page.evaluate(
    async ({ count, apart }) => {
      for (let n = 0; n < count; n++) {
        await fetch(`/${n}`);
        await new Promise((resolve) => setTimeout(resolve, apart));
      }
    },
    { count: REQUESTS, apart: APART_MS },
  );
  await page.close();
  server.close();
  const found = /** @type {number[]} */ (await started.evaluate('flushes'));
  started.close();
  return found;
}

/** @param {string} folder */
function folderBytes(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(path.join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}
