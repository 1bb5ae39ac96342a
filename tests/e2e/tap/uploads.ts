/** Every kind of body that fetch, XMLHttpRequest and sendBeacon accept, except streams. */
export const UPLOADS = [
  'text',
  'ascii',
  'query',
  'buffer',
  'view',
  'blob',
  'file',
  'form',
  'form-files',
  'form-odd-names',
  'form-empty',
] as const;

export type Upload = { how: 'fetch' | 'request' | 'xhr' | 'beacon'; kind: (typeof UPLOADS)[number] };

/** Sends one body; runs in the page. */
export async function upload({ how, kind }: Upload): Promise<void> {
  const form = (entries: [string, string | File][]) => {
    const data = new FormData();
    for (const [name, value] of entries) data.append(name, value);
    return data;
  };
  const body = {
    text: '流量表 😀 é',
    ascii: 'x'.repeat(3000),
    query: new URLSearchParams({ q: '流量 表', n: '1 2' }),
    buffer: new ArrayBuffer(4321),
    view: new DataView(new ArrayBuffer(100), 10, 50),
    blob: new Blob(['a'.repeat(50_000)], { type: 'text/plain' }),
    file: new File([new Uint8Array(999)], 'some.bin'),
    form: form([
      ['a', 'one\ntwo\r\nthree\rfour'],
      ['流', '量'],
    ]),
    'form-files': form([
      ['field', 'value'],
      ['photo', new File([new Uint8Array(60_000)], '照片 1.jpg', { type: 'image/jpeg' })],
      ['blob', new File([new Uint8Array(10)], 'blob')],
    ]),
    'form-odd-names': form([
      ['a"b\nc\rd\r\ne', 'x'],
      ['f', new File(['z'], 'q"u\no\r\nte')],
    ]),
    'form-empty': form([]),
  }[kind];
  const url = `/echo?${how}-${kind}#here`;
  if (how === 'fetch') await fetch(url, { method: 'post', body });
  else if (how === 'request') await fetch(new Request(new Request(url, { method: 'POST', body }).clone()));
  else if (how === 'beacon') {
    // At most 64 KiB may be in flight: https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
    while (!navigator.sendBeacon(new URL(url, location.href), body))
      await new Promise((resolve) => setTimeout(resolve));
  } else {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    await new Promise((resolve) => {
      request.onloadend = resolve;
      request.send(body);
    });
  }
}
