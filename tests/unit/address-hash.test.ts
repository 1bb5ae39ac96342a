import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressHash } from '../../src/core/address-hash.ts';

describe('addressHash', () => {
  // Generating addresses is slow while other tests run.
  it('does not contain the address, and is short', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        expect(addressHash(url)).toMatch(/^[0-9a-z]{1,11}$/);
        expect(addressHash(url)).toBe(addressHash(url));
      }),
    );
  });

  it('differs for similar addresses', () => {
    const hashes = new Set(Array.from({ length: 50_000 }, (_, i) => addressHash(`https://cdn.test/segment-${i}.m4s`)));
    expect(hashes.size).toBe(50_000);
    expect(addressHash('https://a.test/?b')).not.toBe(addressHash('https://b.test/?a'));
  });
});
