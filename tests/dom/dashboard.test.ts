import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { burnDown } from '../../src/ui/dashboard/overview/burn-down.ts';
import { marksOf } from '../../src/ui/dashboard/overview/marks.ts';
import { addressOf, routeOf } from '../../src/ui/dashboard/route.ts';
import { siteParts } from '../../src/ui/dashboard/sites/site-parts.ts';
import { en, history, open, outlook, PAUSED, REPLIES, report } from './open-dashboard.ts';
import { at, VIEWS } from './popup-fixtures.ts';

afterEach(cleanup);

test.each([
  ['', { section: '', detail: null }],
  ['#sites', { section: 'sites', detail: null }],
  ['#sites/news.test', { section: 'sites', detail: 'news.test' }],
  ['#sites/', { section: 'sites', detail: '' }],
  ['#sites/a%2Fb', { section: 'sites', detail: 'a/b' }],
  ['#sites/%E4%B8', { section: 'sites', detail: null }],
])('the address %s', (hash, route) => expect(routeOf(hash)).toEqual(route));

test('an address leads back to the route it was made from', () => {
  const route = { section: 'sites', detail: '(private)/%新' };
  expect(routeOf(addressOf(route))).toEqual(route);
});

test.each(['', '#nonsense'])('the address %j shows the overview', (hash) => {
  open(VIEWS.normal, hash);
  expect(screen.getByRole('link', { name: 'Overview' }).getAttribute('aria-current')).toBe('page');
});

describe('the table of sites', () => {
  test('the parts of a site: one unit, the heaviest kind first, a kind without a name as it is', () => {
    const [heavy, none] = report.sites.map((site) => siteParts(site, 1000, en));
    expect(heavy?.unit).toBe('GB');
    expect(heavy?.hosts).toMatchObject([{ name: 'googlevideo.com', amount: '2.08' }]);
    expect(heavy?.kinds).toMatchObject([
      { name: 'video and sound', amount: '2.00' },
      { name: 'scripts', amount: '0.20' },
    ]);
    expect([none?.unit, none?.kinds.map(({ name }) => name)]).toEqual(['MB', ['unheard']]);
  });

  test('can be searched and sorted, and links to each site', async () => {
    open(VIEWS.normal, '#sites');
    const link = await screen.findByRole('link', { name: 'youtube.com' });
    expect(link.getAttribute('href')).toBe('#sites/youtube.com');
    const names = () => screen.getAllByRole('rowheader').map((header) => header.textContent?.trim());
    expect(names()).toEqual(['youtube.com', 'small.test']);
    await fireEvent.click(screen.getByRole('button', { name: 'Site' }));
    expect(names()).toEqual(['small.test', 'youtube.com']);
    expect(screen.getByRole('columnheader', { name: /Site/ }).getAttribute('aria-sort')).toBe('ascending');
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'YouT' } });
    expect(names()).toEqual(['youtube.com']);
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'zzz' } });
    expect(screen.getByText('No site has “zzz” in its name.')).toBeTruthy();
  });

  test('opens a site’s hosts and kinds', async () => {
    open(VIEWS.normal, '#sites/youtube.com');
    expect(await screen.findByText('googlevideo.com')).toBeTruthy();
    expect(screen.getByText('video and sound')).toBeTruthy();
  });

  test('a site’s usual minute is rounded to one digit, as on the held page', async () => {
    const sites = history.sites.map((site) => ({ ...site, perMinute: 5.46e6 }));
    open(VIEWS.normal, '#sites/youtube.com', { history: { ...history, sites } });
    expect(await screen.findByText(/^about\s5\sMB$/)).toBeTruthy();
  });

  test('a refused query is reported in its section', async () => {
    const { send, state } = open(VIEWS.normal, '#plan');
    send.mockResolvedValue({ error: 'no such range' });
    state.open(routeOf('#sites'));
    expect((await screen.findByRole('alert')).textContent).toContain('no such range');
  });
});

test.each([
  ['#days', 'A year, day by day'],
  ['#map', 'Where it went: site, then host'],
  ['#map/youtube.com', 'Kinds'],
  ['#live', 'Nothing flowed in the last minute.'],
  ['#data', 'Take it with you'],
])('the section %s', async (hash, words) => {
  open(VIEWS.normal, hash);
  expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
});

test('the overview marks the alerts of the active plan only', () => {
  const rest = { kind: 'total', percent: 50, planName: '', unit: 1000, remaining: 6e9, runsOutAt: null } as const;
  const alerts = ['hk7', 'home'].map((plan) => {
    return { ...rest, id: plan, plan, at: at(60), until: null, timeZone: 'Asia/Hong_Kong' };
  });
  const status = VIEWS.normal.status!;
  const marks = marksOf(burnDown(outlook, status), status, { readings: [], alerts }, en);
  expect(marks.map(({ kind, at: when }) => [kind, when])).toEqual([['alert', Date.parse(at(60))]]);
});

test('without any usage the advice is based on no days', async () => {
  open(VIEWS.normal, '#advice', { advise: { advices: [], sites: [], days: 1 } });
  expect(await screen.findByText('Nothing used yet.')).toBeTruthy();
  expect(screen.queryByText(/Against your own use/)).toBeNull();
});

test('every section says that the device is offline, until it is online again', async () => {
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  open(VIEWS.normal, '#sites');
  await fireEvent(window, new Event('offline'));
  expect(screen.getByText(/^This device is offline/)).toBeTruthy();
  location.hash = '#plan';
  await fireEvent(window, new Event('hashchange'));
  expect(screen.getByText(/^This device is offline/)).toBeTruthy();
  onLine.mockRestore();
  await fireEvent(window, new Event('online'));
  expect(screen.queryByText(/^This device is offline/)).toBeNull();
});

test('if the last view cannot be read, the background’s views are shown all the same', async () => {
  const { state } = open(VIEWS.normal, '', {}, () => Promise.reject(new Error('Access to storage is denied')));
  // An unhandled rejection would fail the run.
  await new Promise((resolve) => setTimeout(resolve));
  expect(state.view).toBe(VIEWS.normal);
});

test('says so when the background does not answer', async () => {
  vi.useFakeTimers();
  try {
    open(null, '');
    expect(screen.queryByText('The background does not answer')).toBeNull();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(screen.getByText('The background does not answer')).toBeTruthy();
  } finally {
    vi.useRealTimers();
  }
});

describe('first run', () => {
  test('leads from the choice of a plan to the gauge', async () => {
    const { send, state } = open(VIEWS.first, '#first');
    await fireEvent.click(screen.getByRole('button', { name: /So much in all/ }));
    await fireEvent.click(screen.getByRole('button', { name: 'Save and start' }));
    await waitFor(() => expect(send).toHaveBeenCalledWith({ type: 'plan.activate', id: 'new' }));
    state.view = VIEWS.normal;
    expect(await screen.findByText('The gauge is ready')).toBeTruthy();
    expect(screen.getByText('Lasts to the end')).toBeTruthy();
  });

  test('requests access where it is missing', async () => {
    const { requestHostAccess } = open({ ...VIEWS.first, trouble: { storage: null, hostAccess: false } }, '#first');
    await fireEvent.click(screen.getByRole('button', { name: 'Allow' }));
    expect(requestHostAccess).toHaveBeenCalledOnce();
  });

  test('numbers its steps, and stays at the second until access is given or skipped', async () => {
    const trouble = { storage: null, hostAccess: false };
    const { state } = open({ ...VIEWS.first, trouble }, '#first');
    const step = () => document.querySelector('[aria-current="step"]')?.textContent;
    expect(step()).toBe('1The plan');
    await fireEvent.click(screen.getByRole('button', { name: /So much in all/ }));
    await fireEvent.click(screen.getByRole('button', { name: 'Save and start' }));
    state.view = { ...VIEWS.normal, trouble };
    await waitFor(() => expect(step()).toBe('2Access to sites'));
    expect(screen.getByRole('button', { name: 'Allow' })).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Continue without' }));
    expect(step()).toBe('3The first numbers');
    expect(screen.getByText('The gauge is ready')).toBeTruthy();
  });

  test('an overview without a plan asks for one', () => {
    open(VIEWS.first, '');
    expect(screen.getByRole('heading', { name: 'Which plan are you on?' })).toBeTruthy();
  });
});

describe('plans', () => {
  test('another plan can be activated', async () => {
    const { send } = open(VIEWS.normal, '#plan');
    await fireEvent.click(await screen.findByRole('button', { name: 'Use this plan' }));
    expect(send).toHaveBeenCalledWith({ type: 'plan.activate', id: 'home' });
  });

  test('a removed plan can be restored, and is active if it was', async () => {
    const { send } = open(VIEWS.normal, '#plan');
    await fireEvent.click(await screen.findByRole('button', { name: 'Remove Home' }));
    expect(send).toHaveBeenCalledWith({ type: 'plan.remove', id: 'home' });
    await fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(send).toHaveBeenCalledWith({ type: 'plan.save', plan: expect.objectContaining({ id: 'home' }) as object });
    expect(send).not.toHaveBeenCalledWith({ type: 'plan.activate', id: 'home' });
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
    await fireEvent.click(screen.getByRole('button', { name: 'Remove Hong Kong 7-day' }));
    await fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(send).toHaveBeenCalledWith({ type: 'plan.activate', id: 'hk7' }));
  });
});

test('the overview reports when it has been painted', () => {
  expect(open(VIEWS.normal, '').onpainted).toHaveBeenCalledOnce();
  cleanup();
  expect(open(VIEWS.normal, '#sites').onpainted).not.toHaveBeenCalled();
});

test.each(['', '#days', '#data'])('a refused action in the head of %j says why', async (hash) => {
  const { send } = open(VIEWS.normal, hash);
  const refused = (type: string) => ({ error: `${type}: QuotaExceededError: no room` });
  const usual = send.getMockImplementation()!;
  send.mockImplementation((message) =>
    /^(metering|plan\.activate)/.test(message.type) ? Promise.resolve(refused(message.type)) : usual(message),
  );
  await fireEvent.click(screen.getByRole('switch', { name: 'Metered' }));
  expect((await screen.findByRole('alert')).textContent).toContain('no room');
  expect(screen.getByRole('switch', { name: 'Metered' }).getAttribute('aria-checked')).toBe('true');
});

describe('the switch that pauses a site', () => {
  const control = () => screen.findByRole('button', { name: /^Pause(d| youtube\.com)$/ });
  afterEach(() => {
    REPLIES['hold.list'] = { holds: [] };
    REPLIES['hold.set'] = PAUSED;
  });

  test('jumps back when it is refused, and says why', async () => {
    REPLIES['hold.set'] = { error: 'hold.set: QuotaExceededError: no room' };
    open(VIEWS.normal, '#sites/youtube.com');
    await fireEvent.click(await control());
    await screen.findByRole('alert');
    expect((await control()).getAttribute('aria-pressed')).toBe('false');
  });

  test('does not show a lean site as paused', async () => {
    REPLIES['hold.list'] = { holds: [{ site: 'youtube.com', mode: 'lean' }] };
    open(VIEWS.normal, '#sites/youtube.com');
    expect((await control()).getAttribute('aria-pressed')).toBe('false');
    await fireEvent.click(await control());
    await waitFor(async () => expect((await control()).getAttribute('aria-pressed')).toBe('true'));
  });
});

test('damaged data is reported once, however many slots are damaged', async () => {
  const damaged = ['01:00', '02:00', '04:00'].map((time) => ({
    from: `2026-11-22T${time}:00Z`,
    to: `2026-11-22T${time.replace('00', '15')}:00Z`,
  }));
  open(VIEWS.normal, '#data', { 'stop.list': { stops: [], damaged } });
  const part = (await screen.findByRole('heading', { name: 'Some traffic was not counted' })).closest('section')!;
  const items = [...part.querySelectorAll('li')].map(({ textContent }) => textContent);
  expect(items).toEqual([expect.stringMatching(/^.*9:00.*, and 2 places since: the record is damaged/)]);
});

describe('the switch of the precision rules', () => {
  const control = () => screen.findByRole('switch', { name: 'Make more sizes visible' });

  test('shows the stored setting, and stores a change', async () => {
    const { precision } = open(VIEWS.normal, '#data');
    const button = await control();
    await waitFor(() => expect(button.getAttribute('aria-checked')).toBe('true'));
    await fireEvent.click(button);
    expect(precision.write).toHaveBeenCalledWith(false);
    expect(button.getAttribute('aria-checked')).toBe('false');
  });

  test('jumps back, and says why, when the change cannot be stored', async () => {
    const { precision } = open(VIEWS.normal, '#data');
    precision.write.mockRejectedValue(new Error('QuotaExceededError'));
    const button = await control();
    await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false));
    await fireEvent.click(button);
    await screen.findByRole('alert').then((alert) => expect(alert.textContent).toContain('QuotaExceededError'));
    expect(button.getAttribute('aria-checked')).toBe('true');
  });
});
