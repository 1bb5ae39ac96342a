import { describe, expect, it, vi } from 'vitest';

const api = vi.hoisted((): { tabs: Record<string, unknown> } => ({ tabs: {} }));
vi.mock('../../src/browser/browser.ts', () => ({ browser: api }));
const { askKeptCopies } = await import('../../src/browser/ask-kept-copies.ts');

const ORIGIN = 'https://www.news.test';
const ASKS = [{ url: `${ORIGIN}/tiles`, stamp: '', isEncoded: true }];
const ORDER = { type: 'tell-kept-copies', asks: ASKS };

/** Tabs with these addresses, numbered from 0, and what their documents answer. */
function rig(tabs: { url: string; incognito?: boolean; answer?: unknown }[]) {
  const sendMessage = vi.fn((id: number, _order: object, _to: object) =>
    tabs[id]?.answer === undefined ? Promise.reject(new Error('nobody is there')) : Promise.resolve(tabs[id].answer),
  );
  const query = () => Promise.resolve(tabs.map(({ url, incognito = false }, id) => ({ id, url, incognito })));
  api.tabs = { query, sendMessage };
  return sendMessage;
}

describe('a cache lookup', () => {
  it('goes to the document itself, whatever its tab shows by now', async () => {
    const sendMessage = rig([{ url: `${ORIGIN}/`, answer: 'copies' }]);
    expect(await askKeptCopies({ tabId: 0, documentId: 'page', origin: ORIGIN }, ASKS)).toBe('copies');
    expect(sendMessage).toHaveBeenCalledExactlyOnceWith(0, ORDER, { documentId: 'page' });
  });

  it('for a worker without a tab goes to one page of its origin after another, and to no private one', async () => {
    const sendMessage = rig([
      { url: 'https://www.news.test.evil.test/', answer: 'other' },
      { url: `${ORIGIN}/private`, incognito: true, answer: 'private' },
      { url: `${ORIGIN}/discarded` },
      { url: `${ORIGIN}/open`, answer: 'copies' },
      { url: `${ORIGIN}/second`, answer: 'copies' },
    ]);
    expect(await askKeptCopies({ tabId: -1, documentId: null, origin: ORIGIN }, ASKS)).toBe('copies');
    expect(sendMessage.mock.calls).toEqual([2, 3].map((id) => [id, ORDER, { frameId: 0 }]));
  });

  it('fails where no page answers', async () => {
    rig([{ url: `${ORIGIN}/discarded` }]);
    await expect(askKeptCopies({ tabId: -1, documentId: null, origin: ORIGIN }, ASKS)).rejects.toThrow('no page');
  });
});
