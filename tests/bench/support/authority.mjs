import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * As large as the list of two signed certificate timestamps that a public certificate carries (RFC 6962: about 120
 * bytes each). Under a number of our own, since nobody signed these.
 */
const TIMESTAMPS = `1.3.6.1.4.1.55555.1=DER:${'5a'.repeat(242)}`;

/** @param {string[]} names */
const leafExtensions = (names) => [
  `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`,
  'keyUsage=critical,digitalSignature',
  'extendedKeyUsage=serverAuth,clientAuth',
  'basicConstraints=critical,CA:FALSE',
  'authorityInfoAccess=OCSP;URI:http://e5.o.bench.test,caIssuers;URI:http://e5.i.bench.test/',
  'certificatePolicies=2.23.140.1.2.1',
  'crlDistributionPoints=URI:http://e5.c.bench.test/47.crl',
  TIMESTAMPS,
];
const INTERMEDIATE = [
  'basicConstraints=critical,CA:TRUE,pathlen:0',
  'keyUsage=critical,digitalSignature,keyCertSign,cRLSign',
  'extendedKeyUsage=clientAuth,serverAuth',
  'authorityInfoAccess=caIssuers;URI:http://x1.i.bench.test/',
  'certificatePolicies=2.23.140.1.2.1',
  'crlDistributionPoints=URI:http://x1.c.bench.test/',
];
const extend = (/** @type {string[]} */ extensions) => extensions.flatMap((e) => ['-addext', e]);

/** How keys are made, for `openssl genpkey`. */
const KEYS = {
  ec: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  ec384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  rsa4096: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:4096'],
};

/** @typedef {'ec' | 'rsa'} KeyKind */

/**
 * A root, one intermediate for each kind of key, and leaves under them, of the sizes that public ones have: an RSA-4096
 * root signs a P-384 and an RSA-2048 intermediate, as Let's Encrypt's does.
 *
 * @param {string} folder
 */
export function createAuthority(folder) {
  const at = (/** @type {string} */ name) => path.join(folder, name);
  const openssl = (/** @type {string[]} */ ...args) =>
    execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const subject = (/** @type {string} */ name) => ['-subj', `/C=HK/O=Datagauge Bench/CN=${name}`];

  openssl('genpkey', ...KEYS.rsa4096, '-out', at('root.key'));
  const root = ['-x509', '-days', '3650', '-key', at('root.key'), ...subject('Bench Root X1'), '-out', at('root.pem')];
  openssl('req', ...root, ...extend(['keyUsage=critical,keyCertSign,cRLSign']));
  for (const kind of /** @type {const} */ (['ec', 'rsa'])) {
    const key = at(`${kind}.ca.key`);
    openssl('genpkey', ...(kind === 'ec' ? KEYS.ec384 : KEYS.rsa), '-out', key);
    openssl('genpkey', ...KEYS[kind], '-out', at(`${kind}.key`));
    const from = ['-CA', at('root.pem'), '-CAkey', at('root.key'), '-days', '1095'];
    const signed = [...from, '-key', key, ...subject(kind === 'ec' ? 'E5' : 'R11'), '-out', at(`${kind}.ca.pem`)];
    openssl('req', '-x509', ...signed, ...extend(INTERMEDIATE));
  }

  return {
    rootFile: at('root.pem'),

    /**
     * A leaf with its intermediate, as a server sends them. One key serves all leaves of a kind: it costs time to make and
     * its size is the same.
     *
     * @param {string[]} names the first becomes the subject
     * @param {KeyKind} kind
     */
    async issue(names, kind) {
      const [name = ''] = names;
      const out = at(`leaf-${kind}-${name}.pem`);
      const by = ['-CA', at(`${kind}.ca.pem`), '-CAkey', at(`${kind}.ca.key`), '-key', at(`${kind}.key`)];
      const args = ['req', '-x509', ...by, '-days', '90', '-subj', `/CN=${name}`, '-out', out];
      await run('openssl', [...args, ...extend(leafExtensions(names))]);
      const chain = readFileSync(out, 'utf8') + readFileSync(at(`${kind}.ca.pem`), 'utf8');
      return { cert: chain, key: readFileSync(at(`${kind}.key`), 'utf8') };
    },

    /** Makes an NSS database (Chromium's or a Firefox profile's) trust the root. @param {string} database a folder */
    trustIn(database) {
      const certutil = (/** @type {string[]} */ ...args) =>
        execFileSync('certutil', ['-d', `sql:${database}`, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
      certutil('-N', '--empty-password');
      certutil('-A', '-t', 'C,,', '-n', 'Datagauge Bench', '-i', at('root.pem'));
    },
  };
}

/** @typedef {ReturnType<typeof createAuthority>} Authority */
