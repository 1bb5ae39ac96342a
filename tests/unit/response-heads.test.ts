import { expect, it, vi } from 'vitest';
import type { ResponseHead } from '../../src/core/judge-head.ts';
import { createEvent } from './support/fake-event.ts';

const onHeadersReceived = createEvent();
vi.mock('../../src/browser/browser.ts', () => ({ browser: { webRequest: { onHeadersReceived } } }));
vi.stubEnv('FIREFOX', 'true');
const { onResponseHead, watchHeads } = await import('../../src/browser/response-heads.ts');

it('response heads are judged for the top document’s site, or for none where it is unknown', () => {
  const asked: ResponseHead[] = [];
  onResponseHead((head) => {
    asked.push(head);
    return Promise.resolve('pass');
  });
  watchHeads('all');
  const fire = (rest: object) =>
    onHeadersReceived.fire({
      ...{ url: 'https://cdn.test/film', tabId: 1, frameId: 9, type: 'xmlhttprequest' },
      responseHeaders: [{ name: 'Content-Length', value: '60000000' }],
      ...rest,
    });
  const documentUrl = 'https://ads.test/frame';
  fire({ documentUrl, frameAncestors: [{ url: 'https://ads.test/' }, { url: 'https://www.news.test/' }] });
  fire({ frameId: 0, documentUrl: 'https://www.news.test/', frameAncestors: [] });
  // A worker's request, in a frame below the top one: Firefox names that frame's document and nothing above it.
  fire({ documentUrl, frameAncestors: [] });
  fire({ type: 'main_frame', frameId: 0 });
  expect(asked.map(({ site }) => site)).toEqual(['news.test', 'news.test', '', 'cdn.test']);
  // Small responses, and those of unknown size, do not wait.
  for (const value of ['100', 'many'])
    expect(fire({ responseHeaders: [{ name: 'content-length', value }] })).toEqual([undefined]);
  expect(asked).toHaveLength(4);
});
