/** Where Debian has them, with what is built in left out. */
const MODULES_FOLDER = '/usr/lib/apache2/modules';
const MODULES = ['mpm_event', 'authz_core', 'socache_shmcb', 'ssl', 'http2', 'proxy', 'proxy_http'];

/** @param {Parameters<import('./fronts.mjs').Front['configure']>[0]['hosts'][number]} host */
const serverOf = ({ name, address, protocol, certificate, key }) => `
<VirtualHost ${address}:443>
  ServerName ${name}
  Protocols ${protocol === 'h2' ? 'h2 http/1.1' : 'http/1.1'}
  SSLEngine on
  SSLCertificateFile ${certificate}
  SSLCertificateKeyFile ${key}
</VirtualHost>`;

/**
 * Apache with its own defaults and those of Debian's configuration (apache2.conf, mpm_event.conf, ssl.conf,
 * security.conf), as far as the wire shows them; without compression, since what can be compressed is.
 *
 * @type {import('./fronts.mjs').Front}
 */
export const apache = {
  binary: 'apache2',
  package: 'apache2-bin',
  gracefully: 'SIGWINCH',
  growing: {},
  args: ({ config, folder }) => ['-D', 'FOREGROUND', '-d', folder, '-f', config],

  configure: ({ hosts, port, folder, log }) => `DefaultRuntimeDir ${folder}
PidFile ${folder}/apache.pid
User www-data
Group www-data
ServerName bench.test
ServerTokens OS
${MODULES.map((name) => `LoadModule ${name}_module ${MODULES_FOLDER}/mod_${name}.so`).join('\n')}
Listen 443
ErrorLog ${folder}/error.log
LogFormat "%A %{remote}p %{SSL_SESSION_RESUMED}x" handshakes
CustomLog ${log} handshakes
Timeout 300
StartServers 2
SSLSessionCache shmcb:${folder}/sessions(512000)
SSLProtocol all -SSLv3
ProxyPreserveHost On
ProxyPass / http://127.0.0.1:${port}/ upgrade=websocket
${hosts.map(serverOf).join('')}
`,
};
