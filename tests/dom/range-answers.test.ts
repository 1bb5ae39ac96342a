import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { afterEach, describe, expect, test } from 'vitest';
import { history, open, report } from './open-dashboard.ts';
import { VIEWS } from './popup-fixtures.ts';

afterEach(cleanup);

const REFUSED = { error: 'report: QuotaExceededError: no room' };
type Query = { type: string; from?: string; most?: number };

/** Sections with a range, and what of their own figures is seen once they have come. */
const SECTIONS = [
  ['#sites', 'small.test'],
  ['#sites/youtube.com', 'googlevideo.com'],
  ['#days', 'Used each day, by site'],
  ['#map', 'Where it went: site, then host'],
  ['#map/youtube.com', 'Kinds'],
] as const;

const ghosts = (container: Element) => container.querySelectorAll('main .ghost').length;

describe.each([...SECTIONS.map(([hash]) => hash), '', '#wifi', '#advice', '#holds', '#plan'])('%j', (hash) => {
  test('shows the reason of a refusal, and no skeleton', async () => {
    const { send, state, container } = open(VIEWS.normal, '#live');
    send.mockResolvedValue(REFUSED);
    state.open({ section: hash.slice(1).split('/')[0]!, detail: hash.split('/')[1] ?? null });
    expect((await screen.findAllByRole('alert'))[0]?.textContent).toContain('no room');
    await waitFor(() => expect(ghosts(container)).toBe(0));
  });
});

describe.each(SECTIONS)('%s', (hash, figures) => {
  /** Answers what is asked of the stretch before, or of what is chosen, as it is told to. */
  async function opened() {
    const shown = open({ ...VIEWS.normal, countingSince: '2024-01-01T00:00:00Z' }, hash, { history, report });
    expect((await screen.findAllByText(figures)).length).toBeGreaterThan(0);
    await waitFor(() => expect(shown.container.querySelector('main [aria-busy="true"]')).toBeNull());
    return shown;
  }

  test('figures of the previous range are marked as such until the new ones come', async () => {
    const { send, container } = await opened();
    send.mockReturnValue(new Promise(() => undefined));
    await fireEvent.click(screen.getByRole('button', { name: '7 days' }));
    const stale = screen.getAllByText(figures).at(-1)!;
    expect(stale.closest('[aria-busy]')?.getAttribute('aria-busy')).toBe('true');
    expect(screen.getByText(/^6\.58|^2\.50|^2\.31/, { selector: 'b' }).getAttribute('aria-busy')).toBe('true');
    expect(screen.queryByText(/period before$/)).toBeNull();
    expect(ghosts(container)).toBe(0);
  });

  test('a minute later the figures still count as those of the same range', async () => {
    const { send, state, container } = await opened();
    send.mockResolvedValue(REFUSED);
    const at = new Date(Date.parse(VIEWS.normal.at) + 60_000).toISOString();
    state.view = { ...state.view!, at };
    await screen.findByRole('alert');
    expect(screen.getAllByText(figures).length).toBeGreaterThan(0);
    expect(container.querySelector('main [aria-busy="true"]')).toBeNull();
  });

  test('says why there is no comparison with the period before', async () => {
    const { send } = await opened();
    const usual = send.getMockImplementation()!;
    const isBefore = ({ type, from, most }: Query) => type === 'history' && most === 0 && from! < '2026-11-16';
    send.mockImplementation((message: Query) => (isBefore(message) ? Promise.resolve(REFUSED) : usual(message)));
    await fireEvent.click(screen.getByRole('button', { name: '7 days' }));
    expect((await screen.findByRole('alert')).textContent).toContain('no room');
    expect(screen.getAllByText(figures).length).toBeGreaterThan(0);
    // Of everything there is none before, and what was refused of another range is no longer of interest.
    await fireEvent.click(screen.getByRole('button', { name: 'All' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});

test('screen readers announce a range once its figures are there, not each update', async () => {
  const { send, state } = open(VIEWS.normal, '#sites');
  await screen.findByRole('link', { name: 'small.test' });
  const announced = () =>
    [...document.querySelectorAll('main [aria-live]')].map((one) => one.textContent?.trim()).join('');
  expect(announced()).toBe('');
  await fireEvent.click(screen.getByRole('button', { name: '7 days' }));
  await waitFor(() => expect(announced()).toMatch(/16 Nov.*22 Nov.*6\.58/));
  const before = announced();
  const { results } = send.mock;
  const asked = results.length;
  flushSync(() => (state.view = { ...state.view!, at: new Date(Date.parse(VIEWS.normal.at) + 60_000).toISOString() }));
  expect(results.length).toBeGreaterThan(asked);
  await Promise.all(results.slice(asked).map(({ value }) => value as Promise<object>));
  await tick();
  expect(announced()).toBe(before);
});

test('another plan is queried at once, and until then the figures are marked as the previous plan’s', async () => {
  const { send, state, container } = open(VIEWS.normal, '');
  await waitFor(() => expect(ghosts(container)).toBe(0));
  const asked = () => send.mock.calls.filter(([{ type }]) => type === 'outlook' || type === 'report').length;
  const before = asked();
  send.mockReturnValue(new Promise(() => undefined));
  const { status } = VIEWS.normal;
  state.view = { ...VIEWS.normal, status: { ...status!, plan: { ...status!.plan, id: 'home' } } };
  await waitFor(() => expect(asked()).toBe(before + 2));
  expect(container.querySelector('main .score > .figures')?.getAttribute('aria-busy')).toBe('true');
});
