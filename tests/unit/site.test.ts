import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostOf, siteOf } from '../../src/core/site.ts';

/** Cases of https://publicsuffix.org/list/ and of the URL standard that are often got wrong. */
const TABLE: [address: string, site: string][] = [
  // Plain and second-level suffixes.
  ['https://example.com/', 'example.com'],
  ['https://www.a.b.example.com/', 'example.com'],
  ['https://www.bbc.co.uk/', 'bbc.co.uk'],
  ['https://a.com.cn/', 'a.com.cn'],
  ['https://www.gov.hk/', 'www.gov.hk'],
  ['https://www.mobile.com.hk/', 'mobile.com.hk'],
  // A suffix itself is a site of its own.
  ['https://co.uk/', 'co.uk'],
  ['https://com/', 'com'],
  // The private section: customers of one provider are separate sites.
  ['https://github.io/', 'github.io'],
  ['https://alice.github.io/', 'alice.github.io'],
  ['https://docs.alice.github.io/', 'alice.github.io'],
  ['https://bucket.s3.amazonaws.com/', 'bucket.s3.amazonaws.com'],
  // Wildcards and their exceptions.
  ['https://foo.ck/', 'foo.ck'],
  ['https://b.foo.ck/', 'b.foo.ck'],
  ['https://a.b.foo.ck/', 'b.foo.ck'],
  ['https://www.ck/', 'www.ck'],
  ['https://a.www.ck/', 'www.ck'],
  ['https://a.b.c.kobe.jp/', 'b.c.kobe.jp'],
  ['https://www.city.kobe.jp/', 'city.kobe.jp'],
  // Four levels.
  ['https://k12.ma.us/', 'k12.ma.us'],
  ['https://school.k12.ma.us/', 'school.k12.ma.us'],
  ['https://www.school.k12.ma.us/', 'school.k12.ma.us'],
  // Names that are not ASCII are encoded as the URL standard says.
  ['https://公司.cn/', 'xn--55qx5d.cn'],
  ['https://www.食狮.公司.cn/', 'xn--85x722f.xn--55qx5d.cn'],
  ['https://www.xn--85x722f.xn--55qx5d.cn/', 'xn--85x722f.xn--55qx5d.cn'],
  ['https://食狮.中国/', 'xn--85x722f.xn--fiqs8s'],
  // Not in any list.
  ['http://localhost:8080/', 'localhost'],
  ['http://intranet/', 'intranet'],
  ['https://a.b.invalidtld/', 'b.invalidtld'],
  ['http://192.168.1.1:8080/', '192.168.1.1'],
  ['http://0x7f.1/', '127.0.0.1'],
  ['https://[2001:DB8::1]:443/x', '[2001:db8::1]'],
  ['https://[::1]/', '[::1]'],
  // The host's surroundings do not matter.
  ['https://www.example.com.:8443/', 'example.com'],
  ['HTTPS://User:Pass@WWW.EXAMPLE.COM/a?b=https://other.org#c', 'example.com'],
  ['wss://chat.example.com/socket', 'example.com'],
  // Hosts that no registry would assign and browsers load all the same.
  ['https://a_b.example.com/', 'example.com'],
  ['https://a-.example.com/', 'example.com'],
  // A blob belongs to the origin that created it.
  ['blob:https://www.example.com/0d3f', 'example.com'],
  // No site at all.
  ['blob:null/0d3f', ''],
  ['about:blank', ''],
  ['about:srcdoc', ''],
  ['data:text/html,<p>https://example.com', ''],
  ['file:///home/user/page.html', ''],
  ['chrome-extension://abcdefghijklmnop/page.html', ''],
  ['moz-extension://0d3f/page.html', ''],
  ['chrome://newtab/', ''],
  ['ftp://example.com/', ''],
  ['example.com', ''],
  ['null', ''],
  ['', ''],
];

const url = fc.oneof(
  fc.webUrl({ validSchemes: ['http', 'https'], withFragments: true, withQueryParameters: true }),
  fc.constantFrom(...TABLE.map(([address]) => address)),
);

describe('siteOf', () => {
  it.each(TABLE)('%s → %j', (address, site) => expect(siteOf(address)).toBe(site));

  it('is the site of itself', () => {
    fc.assert(
      fc.property(url, (address) => {
        const site = siteOf(address);
        fc.pre(site !== '');
        expect(siteOf(`https://${site}/`)).toBe(site);
      }),
    );
  });

  it('is the end of the host, and nothing else in the address matters', () => {
    fc.assert(
      fc.property(fc.webAuthority({ withPort: true }), fc.webPath(), (authority, path) => {
        const host = hostOf(`https://${authority}/`);
        expect(host.endsWith(siteOf(`https://${authority}/`))).toBe(true);
        expect(siteOf(`https://${authority}${path}`)).toBe(siteOf(`http://${authority}/`));
      }),
    );
  });

  it('is ASCII whatever letters it is written in: none is shown that looks like another’s, or turns the text around it', () => {
    expect(siteOf('https://www.\u0430pple.com/')).toBe('xn--pple-43d.com');
    expect(siteOf('https://paypa\u2113.com/')).toBe('paypal.com');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (name) => {
        expect(siteOf(`https://${name}\u202e.example.com/`)).toMatch(/^[\x21-\x7e]*$/);
        expect(hostOf(`https://${name}.example.com/`)).toMatch(/^[\x21-\x7e]*$/);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(siteOf(text)).toBe('');
        expect(siteOf(`https://${text}`)).not.toMatch(/[/:?#@ ]/);
      }),
    );
  });
});

describe('hostOf', () => {
  it.each([
    ['https://WWW.Example.com:8443/', 'www.example.com'],
    ['https://www.example.com./', 'www.example.com'],
    ['http://[::1]:80/', '[::1]'],
    ['mailto:a@example.com', ''],
  ])('%s → %j', (address, host) => expect(hostOf(address)).toBe(host));
});
