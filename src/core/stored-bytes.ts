/**
 * Bytes that browsers count for an item of `storage.sync`: its key and its value's JSON, in UTF-8. Chromium's writer
 * escapes `<` and the two line ends of Unicode, six bytes each (base/json/string_escape.cc).
 */
export function storedBytes(key: string, value: unknown): number {
  let bytes = 0;
  for (const character of key + JSON.stringify(value)) bytes += bytesOf(character);
  return bytes;
}

function bytesOf(character: string): number {
  if (character === '<' || character === '\u2028' || character === '\u2029') return 6;
  const code = character.codePointAt(0)!;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
