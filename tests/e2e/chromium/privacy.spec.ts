import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expectKept } from '../support/expect-kept.ts';
import { filesWith } from '../support/files-with.ts';
import { readNetLog } from '../support/net-log.ts';
import { readStored } from '../support/read-stored.ts';
import { HELD, MESSAGE_HEAD, PRIVATE_SITE, SECRETS } from '../support/whole-session.ts';
import { expect, test } from './hold-fixture.ts';
import { useEveryFeature } from './whole-session.ts';

const log = path.join(tmpdir(), `datagauge-net-log-${process.pid}.json`);

/** The browser's connections to its own vendor are redirected to a port where nothing listens. */
const NOWHERE = 'http://localhost:9';

/** Where Chromium itself stores visited addresses, pages' own service workers and certificates. */
const BROWSERS_OWN =
  /^Default\/(History|Favicons|Top Sites|Shortcuts|Visited Links|Network|Media History|DIPS|Web Data|Sessions|Service Worker|Shared Dictionary|Cache|Code Cache)\b|\bukm_db\b/;

test.use({
  privateWindows: true,
  granted: ['downloads'],
  switches: [
    `--log-net-log=${log}`,
    `--component-updater=url-source=${NOWHERE}/`,
    `--gaia-url=${NOWHERE}`,
    '--no-pings',
    '--disable-domain-reliability',
    '--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,DialMediaRouteProvider,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Translate',
  ],
});

test.afterAll(() => rmSync(log, { force: true }));

test('every view and every message makes no connection that a page did not make', async ({
  browserOf,
  server,
  streams,
}) => {
  const { origins, complaints } = await useEveryFeature(
    browserOf,
    server,
    streams,
    test.info().outputPath('downloads'),
  );
  expect(complaints).toEqual([]);
  await browserOf.context.close();

  const { requested, resolved, connected } = readNetLog(log);
  const asked = new Set(requested.map((url) => new URL(url).origin.replace(/^wss:/, 'https:')));
  expect([...asked].filter((origin) => origin !== NOWHERE).sort()).toEqual(origins.sort());
  // Names are mapped to the servers before they are resolved.
  const places = [server, streams]
    .map((one) => new URL(one.url('news.test', '')).port)
    .map((port) => `127.0.0.1:${port}`);
  const names = new Set(resolved.map((origin) => origin.replace(/^\w+:\/\//, '')));
  expect([...names].filter((name) => name !== 'localhost:9').sort()).toEqual(places.sort());
  expect(connected.filter((address) => !address.endsWith(':9')).sort()).toEqual(places.sort());
});

test('a session with every feature leaves nothing on disk but what the privacy policy lists', async ({
  browserOf,
  server,
  streams,
}) => {
  await useEveryFeature(browserOf, server, streams, test.info().outputPath('downloads'));
  expectKept(await browserOf.panel.evaluate(readStored), await browserOf.send({ type: 'diagnostics' }));

  await browserOf.context.close();
  const { profile } = browserOf;
  const filesOf = (text: string) => filesWith(text, profile).filter((file) => !BROWSERS_OWN.test(file));
  for (const [what, text] of Object.entries({ ...SECRETS, ...HELD })) expect(filesOf(text), what).toEqual([]);
  expect(filesOf(PRIVATE_SITE)).toEqual([]);
  expect(filesWith(SECRETS.privateHost, profile)).toEqual([]);
  // The search does find what is there.
  expect(filesOf(MESSAGE_HEAD)).toContainEqual(expect.stringContaining(browserOf.extensionId));
});
