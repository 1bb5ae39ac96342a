import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutNames } from '../../src/core/without-names.ts';

describe('withoutNames', () => {
  it.each([
    ['QuotaExceededError: the disk is full', 'QuotaExceededError: the disk is full'],
    ['plan "Kowloon Tong": there is no such plan', 'plan “…”: there is no such plan'],
    ['Failed to fetch https://mail.example.com/inbox?q=1', 'Failed to fetch …'],
    ['no rule for m.bank.example:8443 (blocked)', 'no rule for … (blocked)'],
    ['at user@example.org, twice', 'at …, twice'],
    ['cannot reach 192.168.1.20 or [2001:db8::1]', 'cannot reach … or …'],
    ['at flush (chrome-extension://abcd/background.js:12:5)', 'at flush (background.js:12:5)'],
    ['at moz-extension://1-2/chunks/base-X1.js:3:4', 'at chunks/base-X1.js:3:4'],
    ['cannot read dashboard.js of a.js', 'cannot read … of …'],
    ['at chrome-extension://abcd/dashboard.html?site=bank.example', 'at …'],
    ['用了 1.24 GB', '用了 1.24 GB'],
  ])('%s', (text, expected) => {
    expect(withoutNames(text)).toBe(expected);
  });

  it('lets no host, address or quotation through, wherever it stands', () => {
    const name = fc.oneof(fc.domain(), fc.webUrl(), fc.ipV4(), fc.emailAddress());
    const word = fc.constantFrom('failed:', 'at', 'no', '(', ')', 'because', 'of', '\n', '“', '"');
    fc.assert(
      fc.property(fc.array(word), name, fc.array(word), (before, site, after) => {
        const text = withoutNames([...before, site, ...after].join(' '));
        expect(text).not.toContain(site);
        const host = /^(?:\w+:\/\/)?([^/:?#\s]+\.[^/:?#\s]+)/.exec(site)?.[1];
        if (host) expect(text).not.toContain(host);
      }),
    );
  });

  it('is short, however long the text', () => {
    expect(withoutNames('x '.repeat(1e6)).length).toBeLessThanOrEqual(600);
  });
});
