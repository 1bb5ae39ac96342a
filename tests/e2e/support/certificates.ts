import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const openssl = (cwd: string, ...args: string[]) => execFileSync('openssl', args, { cwd, stdio: 'pipe' });

/**
 * A root that the test's browsers trust, and a leaf for any `*.test` site. An untrusted certificate would turn
 * Chromium's HTTP cache off, and with it half of what is tested.
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

/** Needs `openssl` and `certutil` (Debian: libnss3-tools). */
export function createCertificates(hosts: readonly string[]): Certificates {
  const home = mkdtempSync(path.join(tmpdir(), 'datagauge-home-'));
  const names = hosts.flatMap((host) => [`DNS:${host}`, `DNS:*.${host}`]).join(',');
  openssl(
    home,
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '7'],
    ...['-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Datagauge test root'],
  );
  openssl(
    home,
    ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', `/CN=${hosts[0]!}`],
  );
  writeFileSync(path.join(home, 'leaf.ext'), `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`);
  openssl(
    home,
    ...['x509', '-req', '-in', 'leaf.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '7'],
    ...['-extfile', 'leaf.ext', '-out', 'leaf.pem'],
  );
  const trust = (database: string) => {
    mkdirSync(database, { recursive: true });
    execFileSync('certutil', ['-N', '-d', `sql:${database}`, '--empty-password'], { stdio: 'pipe' });
    execFileSync(
      'certutil',
      ['-A', '-d', `sql:${database}`, '-n', 'datagauge', '-t', 'C,,', '-i', path.join(home, 'ca.pem')],
      { stdio: 'pipe' },
    );
  };
  trust(path.join(home, '.pki/nssdb'));
  return {
    key: readFileSync(path.join(home, 'leaf.key'), 'utf8'),
    cert: readFileSync(path.join(home, 'leaf.pem'), 'utf8'),
    home,
    trustIn: trust,
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
