/** @param {Parameters<import('./fronts.mjs').Front['configure']>[0]['hosts'][number]} host */
const serverOf = ({ address, protocol, certificate, key }) => `
  server {
    listen ${address}:443 ssl${protocol === 'h2' ? ' http2' : ''};
    ssl_certificate ${certificate};
    ssl_certificate_key ${key};
    location / { proxy_pass http://answers; }
  }`;

/**
 * nginx with its own defaults and those of Debian's nginx.conf, as far as the wire shows them; without gzip, since what
 * can be compressed is. Of the rest it has what its manual recommends for an application behind it: HTTP/1.1 that is
 * kept open, and upgrades passed on.
 *
 * @type {import('./fronts.mjs').Front}
 */
export const nginx = {
  binary: 'nginx',
  package: 'nginx-light',
  gracefully: 'SIGQUIT',
  growing: { 'x-accel-buffering': 'no' },
  args: ({ config, folder }) => ['-p', folder, '-c', config, '-e', `${folder}/error.log`],

  configure: ({ hosts, port, folder, log }) => `daemon off;
user root; # its folder is root's alone
worker_processes auto;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 4096; } # each address that is listened to takes one
http {
  log_format handshakes '$server_addr $remote_port $ssl_session_reused';
  access_log ${log} handshakes;
  client_body_temp_path ${folder}/uploads;
  proxy_temp_path ${folder}/answers;
  sendfile on;
  tcp_nopush on;
  ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
  ssl_prefer_server_ciphers on;
  client_max_body_size 0;

  upstream answers {
    server 127.0.0.1:${port};
    keepalive 32;
  }
  map $http_upgrade $connection_upgrade {
    default upgrade;
    '' '';
  }
  proxy_http_version 1.1;
  proxy_set_header Host $host;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection $connection_upgrade;
${hosts.map(serverOf).join('')}
}
`,
};
