import fc from 'fast-check';
import { expect, test } from 'vitest';
import { multipartBytes } from '../../src/page/tap/isolated/multipart-bytes.ts';

const textBytes = (text: string) => new TextEncoder().encode(text).length;
const BOUNDARY = 38;

const file = fc.record({
  name: fc.string({ unit: 'grapheme' }),
  type: fc.constantFrom('', 'image/png'),
  size: fc.nat(1e6),
});
const entry = fc.record({ name: fc.string(), value: fc.oneof(fc.string(), file) });

/** The body that the standard describes, written out. */
function written(entries: { name: string; value: string | { name: string; type: string; size: number } }[]): number {
  const dashes = '-'.repeat(BOUNDARY);
  const crlf = (text: string) => text.replace(/\r\n|\r|\n/g, '\r\n');
  const escape = (text: string) => text.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
  let text = '';
  let files = 0;
  for (const { name, value } of entries) {
    text += `--${dashes}\r\nContent-Disposition: form-data; name="${escape(crlf(name))}"`;
    if (typeof value === 'string') text += `\r\n\r\n${crlf(value)}\r\n`;
    else {
      const type = value.type || 'application/octet-stream';
      text += `; filename="${escape(value.name)}"\r\nContent-Type: ${type}\r\n\r\n\r\n`;
      files += value.size;
    }
  }
  return textBytes(`${text}--${dashes}--\r\n`) + files;
}

test('matches what the standard describes', () => {
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      expect(multipartBytes(entries, BOUNDARY, textBytes)).toBe(written(entries));
    }),
  );
});

test('grows by a file’s size', () => {
  const one = (size: number) => [{ name: 'a', value: { name: 'b', type: '', size } }];
  expect(multipartBytes(one(1000), BOUNDARY, textBytes) - multipartBytes(one(0), BOUNDARY, textBytes)).toBe(1000);
});
