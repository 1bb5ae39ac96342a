import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { handshakesIn } from './handshakes-in.mjs';
import { createHostAnswers } from './host-answers.mjs';
import { until } from './server.mjs';

/**
 * @typedef {import('./answer.mjs').Answer} Answer
 * @typedef {import('./fronts.mjs').Front} Front
 */

const run = promisify(execFile);
const START_MS = 20_000;

/** Sockets of this network namespace at the port that browsers come to. @param {string[]} filter */
async function socketsWhere(...filter) {
  const { stdout } = await run('ss', ['-Hatn', ...filter, 'sport = :443']);
  return stdout.trim() === '' ? 0 : stdout.trim().split('\n').length;
}

/** Hosts as a front's configuration has them. @param {import('./host-answers.mjs').Host[]} hosts @param {string} folder */
const withFiles = (hosts, folder) =>
  hosts.map(({ name, address, protocol, certificate: issued }) => {
    const [certificate, key] = [path.join(folder, `${name}.pem`), path.join(folder, `${name}.key`)];
    writeFileSync(certificate, issued.cert);
    writeFileSync(key, issued.key);
    return { name, address, protocol, certificate, key };
  });

/**
 * A server of the web for all hosts, each at its address, which has from this process what it answers. It must be alone
 * in its network namespace. Connections that carried no request are in no count.
 *
 * @param {import('./host-answers.mjs').Host[]} hosts
 * @param {Front} front
 * @param {string} within a folder
 * @returns {import('./server.mjs').BenchServer}
 */
export function createFrontedServer(hosts, front, within) {
  const folder = path.join(within, front.binary);
  const config = path.join(folder, 'front.conf');
  const log = path.join(folder, 'handshakes.log');
  mkdirSync(folder);
  /** An answer that takes its time is of use only if its beginning is passed on before its end. @param {Answer} answer */
  const passedOn = (answer) =>
    answer.everyMs || answer.holdAfter !== undefined
      ? { ...answer, headers: { ...answer.headers, ...front.growing } }
      : answer;
  const { counts, onRequest, onUpgrade } = createHostAnswers(
    hosts.map((host) => ({ ...host, handle: (ask) => passedOn(host.handle(ask)) })),
  );
  for (const count of counts.values()) count.connections = NaN;
  // The front decides how long it keeps a connection to here.
  const answers = createServer({ keepAliveTimeout: 0 }, onRequest).on('upgrade', onUpgrade);

  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null;
  const isGone = () => child === null || child.exitCode !== null || child.signalCode !== null;

  async function start() {
    // In a process group of its own: it has processes below it, and all of them can be ended at once.
    child = spawn(front.binary, front.args({ config, folder }), {
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    child.on('error', (error) => console.error(error));
    await until(async () => isGone() || (await socketsWhere('state', 'listening')) > 0, START_MS);
    if (!isGone()) return;
    const said = path.join(folder, 'error.log');
    throw new Error(`${front.binary} ended at its start: ${existsSync(said) ? readFileSync(said, 'utf8') : ''}`);
  }

  async function stop() {
    child?.kill(front.gracefully);
    // Chromium reads nothing from a connection that it keeps idle, so it answers this in its own time.
    await until(isGone, 300).catch(() => child?.pid && process.kill(-child.pid, 'SIGKILL'));
    await until(isGone, START_MS);
  }

  return {
    counts,
    openConnections: () => socketsWhere('state', 'established', 'state', 'close-wait'),

    async listen() {
      await new Promise((done) => answers.listen(0, '127.0.0.1', () => done(null)));
      const { port } = /** @type {import('node:net').AddressInfo} */ (answers.address());
      writeFileSync(config, front.configure({ hosts: withFiles(hosts, folder), port, folder, log }));
      await start();
      return 443;
    },

    async closeConnections() {
      await stop();
      await start();
    },

    async close() {
      await stop();
      answers.closeAllConnections();
      await new Promise((done) => answers.close(() => done(null)));
      const handshakes = handshakesIn(readFileSync(log, 'utf8'));
      for (const { name, address } of hosts) Object.assign(counts.get(name) ?? {}, handshakes.get(address));
    },
  };
}
