import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PopupView, TabUse } from '../../src/core/popup-view.ts';
// Loaded in advance, since the popup imports it on a press.
import '../../src/ui/popup/PlanScreen.svelte';
import { footView } from '../../src/ui/popup/foot-view.ts';
import Popup from '../../src/ui/popup/Popup.svelte';
import { PopupState, type PopupDeps } from '../../src/ui/popup/popup-state.svelte.ts';
import { SILENT_AFTER_MS } from '../../src/ui/page/silent-after-ms.ts';
import { LANGUAGES, type Language } from '../../src/ui/wording/choose.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';
import { named, plan, TAB, VIEWS, type ViewName } from './popup-fixtures.ts';

type Listener = { onView(view: PopupView): void; onTab(use: TabUse | null): void };

/** A popup over a background that answers with `reply`. */
function open(view: PopupView | null, language: Language = 'en', reply: object = { plans: [], active: null }) {
  let listener: Listener | undefined;
  const deps = {
    send: vi.fn(() => new Promise((resolve) => setTimeout(() => resolve(reply), 0))),
    connectPopup: vi.fn((each: Listener) => {
      listener = each;
      if (view !== null) each.onView(view);
      each.onTab(TAB);
      return { watchTab: vi.fn(), close: vi.fn() };
    }),
    readLastView: () => Promise.resolve(null),
    readCurrentTab: () => Promise.resolve({ id: 7 }),
    openDashboard: vi.fn(() => Promise.resolve()),
    requestHostAccess: vi.fn(() => Promise.resolve(true)),
    newId: () => 'new',
    now: () => '2026-11-26T01:00:00.000Z',
    afterPaint: (callback: () => void) => callback(),
  };
  const state = new PopupState(deps as unknown as PopupDeps);
  const onpainted = vi.fn();
  const voice = createVoice(language, 'Asia/Hong_Kong');
  const { container } = render(Popup, { state, voice, deps, onpainted });
  flushSync(() => state.start());
  const show = (next: PopupView) => listener?.onView(next);
  return { ...deps, state, onpainted, container, show };
}

/** The text on the screen, with all white space as plain spaces. */
const textOf = (container: Element) => (container.textContent ?? '').replace(/\s+/g, ' ');

afterEach(cleanup);

const WORDS: Partial<Record<ViewName, Record<Language, string[]>>> = {
  normal: {
    en: [
      'until Wed 25 Nov, 24:00',
      'Lasts to the end',
      'About 2.2 GB to spare on Wednesday (0.6 to 3.6).',
      '1.17 of 2.40 GB 1.23 GB left',
      'All 33 sites',
    ],
    'zh-CN': [
      '11月25日 周三 24:00到期',
      '够用到最后一天',
      '到周三预计还能剩约2.2 GB（0.6至3.6）。',
      '已用1.17，份额2.40 GB 还可用1.23 GB',
      '全部33个网站',
    ],
    'zh-HK': [
      '11月25日（三）24:00到期',
      '夠用到最後一日',
      '預計星期三尚餘約2.2 GB（0.6至3.6）。',
      '已用1.17，額度2.40 GB 尚餘1.23 GB',
      '全部33個網站',
    ],
  },
  short: {
    en: ['Runs out Wednesday morning', 'Most likely 01:00–13:00. At 1.75 GB a day it would last.'],
    'zh-CN': ['周三上午会用完', '多半在1:00–13:00。每天1.75 GB就够用。'],
    'zh-HK': ['星期三上午用完', '很可能在1:00–13:00。每日1.75 GB便夠用。'],
  },
  out: {
    en: ['Runs out tomorrow morning', 'Most likely 07:00–11:00, 15 h too soon.', '1.03 GB over'],
    'zh-CN': ['明天早上会用完', '多半在7:00–11:00，比到期早15小时。', '超出1.03 GB'],
    'zh-HK': ['明早便會用完', '很可能在7:00–11:00，早15小時。', '超出1.03 GB'],
  },
  throttled: {
    en: [
      'Speed now',
      '128',
      'kbit/s',
      'Full-speed data is used up',
      'Slowed to 128 kbit/s until the plan ends, Wed 24:00.',
      'Add a top-up',
    ],
    'zh-CN': ['当前速率', '高速流量已用完', '限速128 kbit/s，到周三24:00套餐到期为止。', '添加加油包'],
    'zh-HK': ['目前網速', '高速數據已用完', '限速128 kbit/s，至星期三24:00計劃到期為止。', '加購數據'],
  },
  expired: {
    en: [
      'ended Wed 25 Nov, 24:00',
      'Left unused',
      '1.62',
      'This plan has ended',
      'What is used now counts on no plan: 24 MB so far.',
      'Same plan again',
      'Another plan',
    ],
    'zh-CN': ['已到期', '未用完的流量', '套餐已到期', '现在的用量不属于任何套餐，至今24 MB。', '再来一份', '换个套餐'],
    'zh-HK': ['已到期', '未用數據', '計劃已到期', '現在的用量不屬任何計劃，至今24 MB。', '再用同一計劃', '其他計劃'],
  },
  unmetered: {
    en: ['Not metered', 'Wi-Fi use is kept apart: 412 MB since 13:05. Holds rest.', 'Heaviest on Wi-Fi'],
    'zh-CN': ['未计入套餐', 'Wi-Fi用量单独记：13:05起412 MB。暂停规则不生效。', 'Wi-Fi下最耗流量的网站'],
    'zh-HK': ['不計入計劃', 'Wi-Fi用量另計：13:05起412 MB。暫停規則不生效。', 'Wi-Fi用量最多的網站'],
  },
  first: {
    en: ['No plan yet', 'counting since 14:02', 'Which plan are you on?', 'So far, 38 MB', 'So much in all'],
    'zh-CN': ['还没有套餐', '14:02开始计量', '你用的是哪种套餐？', '至今38 MB', '总量套餐'],
    'zh-HK': ['未有計劃', '14:02開始計量', '你用哪種計劃？', '至今38 MB', '總量計劃'],
  },
  even: {
    en: ['Just lasts', 'Nothing to spare at 1.83 GB a day.'],
    'zh-CN': ['刚好够用', '每天1.83 GB，没有富余。'],
    'zh-HK': ['剛好夠用', '每日1.83 GB，沒有餘裕。'],
  },
  tooEarly: {
    en: ['Too early to say how long'],
    'zh-CN': ['还说不准能用多久'],
    'zh-HK': ['暫未能預計夠用多久'],
  },
  nothing: { en: ['Nothing used yet', 'No sites yet'], 'zh-CN': ['还没有用量'], 'zh-HK': ['尚未有用量'] },
  storage: { en: ['Not saving just now'], 'zh-CN': ['暂时无法保存'], 'zh-HK': ['暫時未能儲存'] },
  noAccess: {
    en: ['Cannot see sites yet', 'Allow'],
    'zh-CN': ['还看不到网站', '允许'],
    'zh-HK': ['未能看到網站', '允許'],
  },
};

describe('texts of each state', () => {
  for (const [name, languages] of Object.entries(WORDS)) {
    test.each(LANGUAGES)(`${name} in %s`, (language) => {
      const { container } = open(named(name as ViewName, language), language);
      const text = textOf(container);
      for (const words of languages[language]) expect(text).toContain(words);
    });
  }

  test.each([
    ['daily', ['Renews in', '9h40min', '1.0 GB to spare tonight']],
    ['dailyThrottled', ['1 Mbit/s', 'until it renews, Mon 00:00']],
    ['monthly', ['renews Tue 1 Dec ', '5.9 GB to spare on 30 November']],
    ['unlimited', ['no end date', 'Used so far', 'No limit, just counting', 'About 1.83 GB a day.']],
    ['open', ['At this pace', 'Lasts until early on Friday']],
    ['notStarted', ['starts Thu 19 Nov, 00:00', 'Starts in', '15 GB is ready']],
    ['charging', ['Charged so far', '12.00HKD', 'Each further MB costs 1.50 HKD, until Wed 24:00.']],
    ['cut', ['Data is used up', 'Nothing more comes through until Wed 24:00, or a top-up.']],
  ] as const)('%s', (name, words) => {
    const { container } = open(VIEWS[name]);
    for (const each of words) expect(textOf(container)).toContain(each);
  });

  test('an ended plan mentions no usage after its end if there is none', () => {
    const { container } = open({ ...VIEWS.expired, afterEnd: 0 });
    expect(textOf(container)).toContain('What is used now counts on no plan.');
  });

  test('a pace at which an open plan lasts for years gives no number of days', () => {
    const status = VIEWS.open.status!;
    const { container } = open({ ...VIEWS.open, status: { ...status, forecast: { ...status.forecast, perDay: 1 } } });
    expect(textOf(container)).toContain('Lasts more than a year');
    expect(textOf(container)).toContain('Counting for');
  });

  test.each([
    [0.001, '8.42GB '],
    [0.01, '8.42GB ±1 %'],
    [0.6, '8.42GB ±7 %'],
    [1.2, '8.4GB ±14 %'],
    [3, 'about 8GB '],
  ])('%d GB of uncertainty', (spread, words) => {
    const total = { bytes: 6.58e9, low: (6.58 - spread) * 1e9, high: (6.58 + spread) * 1e9 };
    expect(textOf(open({ ...VIEWS.normal, total }).container)).toContain(words);
  });

  test('a plan with a daily period mentions today once', () => {
    expect(textOf(open(VIEWS.normal).container)).toContain('Today');
    cleanup();
    expect(textOf(open(VIEWS.daily).container)).not.toContain('Today');
  });

  test('no line breaks between a figure and its unit', () => {
    const { container } = open(VIEWS.normal);
    expect(container.textContent).not.toMatch(/\d (GB|MB|%)/);
  });
});

describe('what is drawn', () => {
  test('the gauge’s body leans by time gone and data used', () => {
    const { container } = open(VIEWS.normal);
    expect(container.querySelector('.gauge path.wet')?.getAttribute('d')).toBe(
      'M 51.39 0 L 100 0 L 100 100 L 43.87 100 Z',
    );
    expect(container.querySelector('main')?.dataset.pace).toBe('spare');
  });

  test('used-up data with time left is hatched, never filled', () => {
    const { container } = open(VIEWS.throttled);
    expect(container.querySelector('.gauge .hatch')).not.toBeNull();
    expect(container.querySelector('.gauge .wet')).toBeNull();
    expect(container.querySelector('main')?.dataset.pace).toBe('out');
  });

  test('not metered is hollow, no limit is empty', () => {
    expect(open(VIEWS.unmetered).container.querySelector('.gauge .hollow')).not.toBeNull();
    cleanup();
    const { container } = open(VIEWS.unlimited);
    expect(container.querySelector('.gauge :is(.wet, .hollow, .hatch)')).toBeNull();
  });

  test('a page of the browser itself has no site and no usage', () => {
    const foot = footView(VIEWS.normal, { site: '', bytes: 0 }, createVoice('en', 'Asia/Hong_Kong'));
    expect(foot).toMatchObject({ site: '–', bytes: '' });
  });

  test('the gauge has a complete text for screen readers', () => {
    open(VIEWS.normal);
    expect(screen.getByRole('img').getAttribute('aria-label')?.replace(/\s/g, ' ')).toBe(
      'Data left: 8.42 GB. Time left: 3 d 9 h. Lasts to the end',
    );
  });
});

describe('a background that does not answer', () => {
  afterEach(() => void vi.useRealTimers());

  const WORDS_OF: Record<Language, string[]> = {
    en: ['The background does not answer', 'What was counted is safe on this device.', 'Try again'],
    'zh-CN': ['后台没有回应', '已记录的用量都在这台设备上，没有丢失。', '重试'],
    'zh-HK': ['背景程式沒有回應', '已記錄的用量仍在此裝置，沒有遺失。', '再試一次'],
  };

  test.each(LANGUAGES)('is reported in %s, also without a last view', async (language) => {
    vi.useFakeTimers();
    const { container } = open(null, language);
    await vi.advanceTimersByTimeAsync(SILENT_AFTER_MS - 1);
    expect(container.querySelector('.ghost')).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    for (const words of WORDS_OF[language]) expect(textOf(container)).toContain(words);
    expect(container.querySelector('.ghost')).toBeNull();
    expect(container.querySelector('main')?.getAttribute('aria-busy')).toBe('false');
  });

  test('is connected to again on request, and its view replaces the message', async () => {
    vi.useFakeTimers();
    const { container, connectPopup, show } = open(null);
    await vi.advanceTimersByTimeAsync(SILENT_AFTER_MS);
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(connectPopup).toHaveBeenCalledTimes(2);
    expect(container.querySelector('.ghost')).not.toBeNull();
    await vi.advanceTimersByTimeAsync(SILENT_AFTER_MS);
    expect(textOf(container)).toContain('The background does not answer');
    show(VIEWS.normal);
    flushSync();
    expect(textOf(container)).toContain('Lasts to the end');
    await vi.advanceTimersByTimeAsync(SILENT_AFTER_MS);
    expect(textOf(container)).not.toContain('The background does not answer');
  });

  test('leaves the last view on the screen, with its time', async () => {
    vi.useFakeTimers();
    const { container, state } = open(null);
    state.view = VIEWS.normal;
    await vi.advanceTimersByTimeAsync(SILENT_AFTER_MS);
    expect(textOf(container)).toContain('8.42');
    expect(textOf(container)).toContain('These figures are as of Sun 14:19. What was counted is safe.');
    state.view = VIEWS.first;
    flushSync();
    expect(textOf(container)).toContain('The background does not answer');
  });
});

describe('actions', () => {
  test('the skeleton comes only after a while, and goes with the first view', async () => {
    const { container, show, onpainted } = open(null);
    expect(container.querySelector('.ghost')).toBeNull();
    await waitFor(() => expect(container.querySelector('.ghost')).not.toBeNull());
    expect(onpainted).not.toHaveBeenCalled();
    show(VIEWS.normal);
    await waitFor(() => expect(container.querySelector('.ghost')).toBeNull());
    expect(onpainted).toHaveBeenCalledOnce();
  });

  test('the metering switch sends what it shows', async () => {
    const { send } = open(VIEWS.normal, 'en', { metered: false });
    const metered = screen.getByRole('switch', { name: 'Metered' });
    expect(metered.getAttribute('aria-checked')).toBe('true');
    await fireEvent.click(metered);
    // Before the reply, which comes in a later turn.
    expect(metered.getAttribute('aria-checked')).toBe('false');
    expect(send).toHaveBeenCalledWith({ type: 'metering.set', metered: false });
    await send.mock.results[0]!.value;
    await tick();
    expect(metered.getAttribute('aria-checked')).toBe('false');
  });

  test('a refusal is shown, and the switch jumps back', async () => {
    const { container } = open(VIEWS.normal, 'en', { error: 'storage is full' });
    await fireEvent.click(screen.getByRole('switch', { name: 'Metered' }));
    await waitFor(() => expect(textOf(container)).toContain('That did not work storage is full'));
    expect(screen.getByRole('switch', { name: 'Metered' }).getAttribute('aria-checked')).toBe('true');
  });

  test('a site’s switch pauses it at once, and jumps back if that is refused', async () => {
    const { send } = open(VIEWS.normal, 'en', { holds: [] });
    const toggle = screen.getByRole('switch', { name: 'Pause youtube.com' });
    expect(toggle.getAttribute('aria-checked')).toBe('false');
    await fireEvent.click(toggle);
    expect(toggle.getAttribute('aria-checked')).toBe('true');
    expect(screen.getByText('Paused')).toBeTruthy();
    expect(send).toHaveBeenCalledWith({ type: 'hold.set', hold: { site: 'youtube.com', mode: 'paused' } });
    send.mockResolvedValueOnce({ error: 'storage is full' });
    await fireEvent.click(toggle);
    expect(send).toHaveBeenLastCalledWith({ type: 'holds.release', site: 'youtube.com' });
    await waitFor(() => expect(toggle.getAttribute('aria-checked')).toBe('true'));
  });

  test('the switch for chosen sites starts the list with the current tab’s site', async () => {
    const { send } = open(VIEWS.normal, 'en', { holds: [] });
    const toggle = screen.getByRole('switch', { name: 'Only chosen' });
    expect(toggle.getAttribute('aria-checked')).toBe('false');
    await fireEvent.click(toggle);
    expect(toggle.getAttribute('aria-checked')).toBe('true');
    expect(send).toHaveBeenCalledWith({ type: 'holds.only', on: true, site: 'github.com' });
  });

  test('lean is offered while little is left, until it is accepted', async () => {
    const { send } = open({ ...VIEWS.normal, offersLean: true }, 'en', { holds: [] });
    await fireEvent.click(screen.getByRole('button', { name: 'Go lean' }));
    expect(send).toHaveBeenCalledWith({ type: 'holds.lean' });
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Go lean' })).toBeNull());
  });

  test('sites cannot be paused while traffic is not metered', () => {
    open(VIEWS.unmetered);
    for (const toggle of screen.getAllByRole('switch', { name: /^Pause / }))
      expect(toggle).toHaveProperty('disabled', true);
  });

  test('the same plan starts again now, with a new id', async () => {
    const { send } = open(VIEWS.expired);
    await fireEvent.click(screen.getByRole('button', { name: 'Same plan again' }));
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    expect(send.mock.calls.flat()).toEqual([
      { type: 'plan.save', plan: { ...plan, id: 'new', activatedAt: '2026-11-26T01:00:00.000Z' } },
      { type: 'plan.activate', id: 'new' },
    ]);
  });

  test('a top-up is added to the plan', async () => {
    const { send } = open(VIEWS.throttled);
    await fireEvent.click(screen.getByRole('button', { name: 'Add a top-up' }));
    await fireEvent.input(await screen.findByLabelText('Data'), { target: { value: '2,5' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Add it' }));
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2));
    expect(send.mock.calls.flat()).toMatchObject([
      { type: 'plan.list' },
      { type: 'plan.save', plan: { id: 'hk7', allowances: [{ id: 'main' }, { id: 'new', bytes: 2.5e9 }] } },
    ]);
  });

  test('a price is named with what a day costs at most', () => {
    const status = structuredClone(VIEWS.charging.status!);
    for (const { after } of status.plan.allowances) if (after.kind === 'charge') after.dailyCap = 68;
    open({ ...VIEWS.charging, status });
    screen.getByText('Each further MB costs 1.50 HKD, at most 68.00 HKD a day, until Wed 24:00.');
  });

  test('access is requested by a press', async () => {
    const { requestHostAccess } = open(VIEWS.noAccess);
    await fireEvent.click(screen.getByRole('button', { name: 'Allow' }));
    expect(requestHostAccess).toHaveBeenCalledOnce();
  });

  test('all sites open in the dashboard', async () => {
    const { openDashboard } = open(VIEWS.normal);
    await fireEvent.click(screen.getByRole('link', { name: 'All 33 sites' }));
    expect(openDashboard).toHaveBeenCalledWith('#sites');
  });

  test('plans can be picked by keyboard', async () => {
    const { send } = open({ ...VIEWS.normal, plans: [...VIEWS.normal.plans, { id: 'home', name: 'Home' }] });
    await fireEvent.click(screen.getByRole('button', { name: /Hong Kong/ }));
    const list = screen.getByRole('menu');
    expect(
      ['menuitemradio', 'menuitem']
        .flatMap((role) => screen.getAllByRole(role))
        .map(({ textContent }) => textContent?.trim()),
    ).toEqual(['Hong Kong 7-day', 'Home', 'Another plan', 'Add a top-up', 'Correct by a reading']);
    await fireEvent.keyDown(list, { key: 'ArrowDown' });
    await fireEvent.keyDown(list, { key: 'Enter' });
    expect(send).toHaveBeenCalledWith({ type: 'plan.activate', id: 'home' });
    expect(screen.queryByRole('menu')).toBeNull();
  });

  test('Escape closes the list and returns the focus', async () => {
    open(VIEWS.normal);
    const button = screen.getByRole('button', { name: /Hong Kong/ });
    await fireEvent.click(button);
    await fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' });
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button);
  });
});

test('an action refused before there is a plan says why', async () => {
  open(VIEWS.first, 'en', { error: 'metering.set: QuotaExceededError: no room' });
  await fireEvent.click(screen.getByRole('switch', { name: 'Metered' }));
  expect((await screen.findByRole('alert')).textContent).toContain('no room');
});
