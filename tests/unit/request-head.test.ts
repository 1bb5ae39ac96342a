import { describe, expect, it } from 'vitest';
import { createRequestBlocks, originOf, requestHeadSize, type RequestFacts } from '../../src/core/request-head.ts';

const image: RequestFacts = {
  url: 'https://img.a.test/p/1.jpg',
  method: 'GET',
  type: 'image',
  initiator: 'https://www.a.test',
};

describe('requestHeadSize', () => {
  it('is close to what browsers send, and grows with the address', () => {
    // 600 bytes of Chromium 156 and 431 of Firefox 153, for an image without cookies.
    expect(requestHeadSize(image, 'chromium')).toBeGreaterThan(530);
    expect(requestHeadSize(image, 'chromium')).toBeLessThan(720);
    expect(requestHeadSize(image, 'firefox')).toBeGreaterThan(380);
    expect(requestHeadSize(image, 'firefox')).toBeLessThan(520);
    const longer = { ...image, url: `${image.url}?size=20` };
    expect(requestHeadSize(longer, 'chromium') - requestHeadSize(image, 'chromium')).toBe('?size=20'.length);
    const farther = { ...image, url: image.url.replace('img.', 'pictures.') };
    expect(requestHeadSize(farther, 'chromium') - requestHeadSize(image, 'chromium')).toBe('pictures'.length - 3);
  });

  it('includes the Origin where a page’s own code requests from another origin', () => {
    const own = { ...image, type: 'xmlhttprequest', url: 'https://www.a.test/api' };
    const other = { ...own, url: 'https://api.a.test/ap' };
    expect(requestHeadSize(other, 'chromium')).toBeGreaterThan(requestHeadSize(own, 'chromium'));
  });
});

describe('a connection’s header blocks', () => {
  it('cost a tenth once the connection knows the fields', () => {
    const blocks = createRequestBlocks('chromium');
    const first = blocks.add(image);
    expect(first).toBeGreaterThan(300);
    expect(first).toBeLessThan(requestHeadSize(image, 'chromium'));
    expect(blocks.add({ ...image, url: 'https://img.a.test/p/2.jpg' })).toBeLessThan(40);
    const other = blocks.add({ ...image, type: 'stylesheet' });
    expect(other).toBeGreaterThan(40);
    expect(other).toBeLessThan(first / 2);
    expect(blocks.add({ ...image, url: `https://img.a.test/${'long'.repeat(30)}` })).toBeGreaterThan(80);
  });
});

describe('originOf', () => {
  it('is scheme, host and port', () => {
    expect(originOf('https://a.test:8443/x?y')).toBe('https://a.test:8443');
    expect(originOf('https://a.test')).toBe('https://a.test');
    expect(originOf('')).toBe('');
  });
});
