import { describe, expect, it } from 'vitest';
import { FRONTS } from '../bench/support/fronts.mjs';
import { handshakesIn } from '../bench/support/handshakes-in.mjs';

const hosts = [
  { name: 'www.a.test', address: '10.77.1.1', protocol: 'h2', certificate: '/f/a.pem', key: '/f/a.key' },
  { name: 'ws.a.test', address: '10.77.1.2', protocol: 'h1', certificate: '/f/b.pem', key: '/f/b.key' },
] as const;
const configure = (name: string) =>
  FRONTS[name]!.configure({ hosts: [...hosts], port: 4567, folder: '/f', log: '/f/log' });

describe('a front’s configuration', () => {
  it('has each host at its address, by its protocol and with its certificate', () => {
    const nginx = configure('nginx');
    expect(nginx).toMatch(/listen 10\.77\.1\.1:443 ssl http2;\s+ssl_certificate \/f\/a\.pem;\s+\S+ \/f\/a\.key;/);
    expect(nginx).toMatch(/listen 10\.77\.1\.2:443 ssl;\s+ssl_certificate \/f\/b\.pem;/);
    const apache = configure('apache');
    expect(apache).toMatch(/<VirtualHost 10\.77\.1\.1:443>\s+ServerName www\.a\.test\s+Protocols h2 http\/1\.1\n/);
    expect(apache).toMatch(/<VirtualHost 10\.77\.1\.2:443>\s+ServerName ws\.a\.test\s+Protocols http\/1\.1\n/);
  });

  it.each(Object.keys(FRONTS))('%s passes on to where answers are made, and notes handshakes', (name) => {
    expect(configure(name)).toContain('127.0.0.1:4567');
    expect(configure(name)).toMatch(/\/f\/log handshakes\b/);
  });
});

describe('handshakes in a front’s log', () => {
  it('count once for each connection, in the words of either server', () => {
    const log =
      '10.77.1.1 40000 .\n10.77.1.1 40000 .\n10.77.1.1 40002 r\n10.77.1.2 40000 Initial\n10.77.1.2 40004 Resumed\n';
    expect(handshakesIn(log)).toEqual(
      new Map([
        ['10.77.1.1', { full: 1, resumed: 1 }],
        ['10.77.1.2', { full: 1, resumed: 1 }],
      ]),
    );
  });

  it('are none where nobody came', () => {
    expect(handshakesIn('')).toEqual(new Map());
  });
});
