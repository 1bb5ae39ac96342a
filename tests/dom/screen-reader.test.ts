import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { history, open } from './open-dashboard.ts';
import { at, plan, VIEWS } from './popup-fixtures.ts';

afterEach(cleanup);

const cells = (row: HTMLElement) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim());

test('the title names the section, and the site that it is about', async () => {
  const { state } = open(VIEWS.normal, '');
  await waitFor(() => expect(document.title).toBe('Overview · Datagauge'));
  state.open({ section: 'sites', detail: null });
  await waitFor(() => expect(document.title).toBe('Sites · Datagauge'));
  state.open({ section: 'sites', detail: 'youtube.com' });
  await waitFor(() => expect(document.title).toBe('youtube.com · Sites · Datagauge'));
});

test('the burn-down’s table includes its marks', async () => {
  const rest = { kind: 'total', percent: 50, planName: '', unit: 1000, remaining: 6e9, runsOutAt: null } as const;
  const alerts = [{ ...rest, id: 'a', plan: plan.id, at: at(60), until: null, timeZone: plan.timeZone }];
  open(VIEWS.normal, '', { 'alert.list': { alerts } });
  const table = within(await screen.findByRole('region', { name: 'What is left' })).getByRole('table');
  await waitFor(() => expect(within(table).getAllByRole('columnheader').length).toBe(3));
  const marked = within(table)
    .getAllByRole('row')
    .map(cells)
    .filter((row) => row[2] !== '');
  expect(marked).toEqual([
    ['Time', 'left', 'Event'],
    [expect.stringContaining('12:00'), expect.stringMatching(/GB$/), expect.stringMatching(/^alert · /)],
  ]);
});

test('the table of days includes each day’s share', async () => {
  open(VIEWS.normal, '', { history });
  const table = within(await screen.findByRole('region', { name: 'Used each day, by site' })).getByRole('table');
  const [head, ...days] = within(table).getAllByRole('row').map(cells);
  expect(head?.[2]).toBe('share of that day');
  expect(days.length).toBe(7);
  expect(days.map((row) => row[2]).every((share) => /^\d\.\d\d$/.test(share!))).toBe(true);
  expect(days.at(-1)?.[1]).toBe('–');
});

test('without shares the table has no such column', async () => {
  open(VIEWS.normal, '#days');
  const table = within(await screen.findByRole('region', { name: 'Used each day, by site' })).getByRole('table');
  expect(within(table).queryByRole('columnheader', { name: /share/ })).toBeNull();
});

test('a search announces how many sites it has found', async () => {
  open(VIEWS.normal, '#sites');
  await screen.findByRole('link', { name: 'small.test' });
  const status = screen.getByRole('status');
  expect(status.textContent).toBe('');
  await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'small' } });
  expect(status.textContent).toBe('1 site');
  await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'zzz' } });
  expect(status.textContent).toBe('No site has “zzz” in its name.');
});

test('Home and End go to the first and the last day of the heat map', async () => {
  open(VIEWS.normal, '#days');
  const calendar = await screen.findByRole('slider', { name: 'A year, day by day' });
  await fireEvent.keyDown(calendar, { key: 'Home' });
  expect(calendar.getAttribute('aria-valuenow')).toBe('1');
  await fireEvent.keyDown(calendar, { key: 'End' });
  expect(calendar.getAttribute('aria-valuenow')).toBe(calendar.getAttribute('aria-valuemax'));
});
