import { describe, expect, it } from 'vitest';
import { taggedSizeOf } from '../../src/core/tagged-size.ts';

const MODIFIED = 'Tue, 04 Dec 2018 14:52:42 GMT';
const seconds = Date.parse(MODIFIED) / 1000;
const hex = (value: number) => value.toString(16);
const tagged = (etag: string, modified: string | null = MODIFIED) =>
  taggedSizeOf([
    { name: 'ETag', value: etag },
    ...(modified === null ? [] : [{ name: 'last-modified', value: modified }]),
  ]);

describe('taggedSizeOf', () => {
  it.each([
    ['nginx', `W/"${hex(seconds)}-1e240"`],
    ['Apache', `"1e240-${hex(seconds * 1e6 + 123_456)}-gzip"`],
    ['Apache before it wrote suffixes', `"1e240-${hex(seconds * 1e6)}"`],
    ['Express, a file', `W/"1e240-${hex(seconds * 1e3 + 17)}"`],
    ['Express, a response', 'W/"1e240-6tDRXs0VZkz8sNbl7J9AsA4q+/M"'],
    ['Caddy before 2.7', `"${seconds.toString(36)}${(123_456).toString(36)}"`],
    ['Caddy', `"${(BigInt(seconds) * 1_000_000_000n + 123_456_789n).toString(36)}${(123_456).toString(36)}-gzip"`],
  ])('reads what %s writes', (_, etag) => expect(tagged(etag)).toEqual({ bytes: 123_456, isEncoded: false }));

  it('is that of the compressed file where Caddy has one', () => {
    const etag = `"${seconds.toString(36)}${(5000).toString(36)}"`;
    expect(
      taggedSizeOf([
        { name: 'Etag', value: etag },
        { name: 'Last-Modified', value: MODIFIED },
        { name: 'Accept-Ranges', value: 'bytes' },
      ]),
    ).toEqual({ bytes: 5000, isEncoded: true });
  });

  it.each([
    ['another time', `"${hex(seconds + 5)}-1e240"`],
    ['a digest', '"5d8c72a5edda8d6a:3239"'],
    ['a digest of letters', '"tpbqm83uwzz1k"'],
    ['another time in base 36', `"${(seconds + 5).toString(36)}3uw"`],
    ['a digest with a dash', '"5d8c72a5-edda8d6a"'],
    ['no tag at all', ''],
    ['more than is ever compressed', `"${hex(seconds)}-fffffffff"`],
  ])('takes %s for no size', (_, etag) => expect(tagged(etag)).toBeNull());

  it('trusts no time that nothing confirms', () => expect(tagged(`"${hex(seconds)}-1e240"`, null)).toBeNull());
});
