import { afterEach, expect, it, vi } from 'vitest';
import { EARLY, readEarly } from '../../src/browser/early-reads.ts';

const late = vi.hoisted(() => ({ session: vi.fn(), local: vi.fn() }));
vi.mock('../../src/browser/browser.ts', () => ({
  browser: { storage: { session: { get: late.session }, local: { get: late.local } } },
}));
const { readLastView } = await import('../../src/browser/popup-port.ts');
const { readLanguage } = await import('../../src/browser/language.ts');

afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
  Reflect.deleteProperty(globalThis, 'datagaugeReads');
});

it('what was read before the page’s modules loaded is not read again', async () => {
  const get = (value: unknown) => (key: string) => Promise.resolve({ [key]: value });
  const storage = { session: { get: get({ at: 'now' }) }, local: { get: get('zh-HK') } };
  vi.stubGlobal('chrome', { storage });
  readEarly();
  expect(await readLastView()).toEqual({ at: 'now' });
  expect(await readLanguage()).toBe('zh-HK');
  expect(late.session).not.toHaveBeenCalled();
  expect(late.local).not.toHaveBeenCalled();
});

it('a page without early reads reads when it needs to', async () => {
  late.session.mockResolvedValue({ [EARLY.session]: { at: 'then' } });
  late.local.mockResolvedValue({});
  expect(await readLastView()).toEqual({ at: 'then' });
  expect(await readLanguage()).toBeNull();
});
