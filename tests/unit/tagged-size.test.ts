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
    ['Apache before it knew suffixes', `"1e240-${hex(seconds * 1e6)}"`],
    ['Express, a file', `W/"1e240-${hex(seconds * 1e3 + 17)}"`],
    ['Express, an answer', 'W/"1e240-6tDRXs0VZkz8sNbl7J9AsA4q+/M"'],
  ])('reads what %s writes', (_, etag) => expect(tagged(etag)).toBe(123_456));

  it.each([
    ['another time', `"${hex(seconds + 5)}-1e240"`],
    ['a digest', '"5d8c72a5edda8d6a:3239"'],
    ['a digest with a dash', '"5d8c72a5-edda8d6a"'],
    ['no tag at all', ''],
    ['more than anybody compresses', `"${hex(seconds)}-fffffffff"`],
  ])('takes %s for no size', (_, etag) => expect(tagged(etag)).toBeNull());

  it('trusts no time that nothing confirms', () => expect(tagged(`"${hex(seconds)}-1e240"`, null)).toBeNull());
});
