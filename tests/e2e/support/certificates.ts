import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const openssl = (cwd: string, ...args: string[]) => execFileSync('openssl', args, { cwd, stdio: 'pipe' });

/**
 * A root certificate that the tests' browsers trust, and a leaf for any `*.test` site. With an untrusted certificate
 * Chromium turns its HTTP cache off, and half of what is tested with it.
 */
export type Certificates = {
  key: string;
  cert: string;
  /** A HOME whose NSS database trusts the root: Chromium on Linux reads it. */
  home: string;
  /** Makes a Firefox profile trust the root. */
  trustIn(profile: string): void;
  remove(): void;
};

/** The files of an NSS database, the same for Chromium and Firefox. */
const DATABASE = ['cert9.db', 'key4.db'];

/** Creates a folder with a root, a leaf for these hosts and their subdomains, and a database that trusts the root. */
function issue(hosts: readonly string[]): string {
  const names = hosts.flatMap((host) => [`DNS:${host}`, `DNS:*.${host}`]).join(',');
  const folder = mkdtempSync(path.join(tmpdir(), 'datagauge-issued-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  openssl(
    folder,
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '7'],
    ...['-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Datagauge test root'],
  );
  openssl(
    folder,
    ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', `/CN=${hosts[0]!}`],
  );
  writeFileSync(path.join(folder, 'leaf.ext'), `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`);
  openssl(
    folder,
    ...['x509', '-req', '-in', 'leaf.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '7'],
    ...['-extfile', 'leaf.ext', '-out', 'leaf.pem'],
  );
  const certutil = (...args: string[]) =>
    execFileSync('certutil', ['-d', `sql:${folder}`, ...args], { cwd: folder, stdio: 'pipe' });
  certutil('-N', '--empty-password');
  certutil('-A', '-n', 'datagauge', '-t', 'C,,', '-i', 'ca.pem');
  return folder;
}

/** Certificates issued by this process. Tests share them: they need a trusted root, not a new one. */
const issued = new Map<string, string>();

/** Needs `openssl` and `certutil` (Debian: libnss3-tools). */
export function createCertificates(hosts: readonly string[]): Certificates {
  const named = hosts.join();
  const folder = issued.get(named) ?? issue(hosts);
  issued.set(named, folder);
  const home = mkdtempSync(path.join(tmpdir(), 'datagauge-home-'));
  const trust = (database: string) => {
    mkdirSync(database, { recursive: true });
    for (const file of DATABASE) copyFileSync(path.join(folder, file), path.join(database, file));
  };
  trust(path.join(home, '.pki/nssdb'));
  return {
    key: readFileSync(path.join(folder, 'leaf.key'), 'utf8'),
    cert: readFileSync(path.join(folder, 'leaf.pem'), 'utf8'),
    home,
    trustIn: trust,
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
