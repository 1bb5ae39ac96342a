import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { draftPlan } from '../../src/ui/plan/draft-plan.ts';
import type { AllowanceDraft, PlanDraft } from '../../src/ui/plan/plan-draft.ts';
import { PLAN_KINDS, presetDraft, type PlanKind } from '../../src/ui/plan/presets.ts';
import { planWords } from '../../src/ui/plan/plan-words.ts';
import PlanForm from '../../src/ui/plan/PlanForm.svelte';
import { topUpOf } from '../../src/ui/plan/top-up.ts';
import { LANGUAGES } from '../../src/ui/wording/choose.ts';
import { planWording } from '../../src/ui/wording/plan-wording.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';
import { plan } from './popup-fixtures.ts';

const HK = 'Asia/Hong_Kong';
const NOW = Date.parse('2026-03-01T06:20:00Z');
const draft = (kind: PlanKind, over: Partial<PlanDraft> = {}, main: Partial<AllowanceDraft> = {}): PlanDraft => {
  const fresh = presetDraft(kind, NOW, HK);
  return { ...fresh, allowances: fresh.allowances.map((one) => ({ ...one, ...main })), ...over };
};
const made = (given: PlanDraft) => {
  const result = draftPlan(given, 'id', 'fallback', NOW);
  if ('wrong' in result) throw new Error([...result.wrong].join());
  return result.plan;
};

afterEach(cleanup);

describe('a preset’s draft', () => {
  test.each(LANGUAGES)('in words, %s', (language) => {
    const voice = createVoice(language, HK);
    const lines = PLAN_KINDS.map((kind) => planWords(made(draft(kind)), voice).replace(/\u00a0/g, ' '));
    expect(lines).toEqual(
      {
        en: [
          '15 GB until Saturday 7 March, 24:00 Hong Kong time; then nothing more',
          '3 GB a day until Saturday 7 March, 24:00 Hong Kong time; then slowed to 128 kbit/s',
          '20 GB a month, renews on the 1st, Hong Kong time; then slowed to 128 kbit/s',
          'No limit, counted from Sunday 1 March',
        ],
        'zh-CN': [
          '15 GB，用到3月7日周六 24:00（香港时间）；之后断网',
          '每天3 GB，用到3月7日周六 24:00（香港时间）；之后限速128 kbit/s',
          '每月20 GB，1日更新（香港时间）；之后限速128 kbit/s',
          '不限量，从3月1日周日开始计量',
        ],
        'zh-HK': [
          '15 GB，用到3月7日星期六24:00（香港時間）；其後斷網',
          '每日3 GB，用到3月7日星期六24:00（香港時間）；其後限速128 kbit/s',
          '每月20 GB，1日更新（香港時間）；其後限速128 kbit/s',
          '不限量，由3月1日星期日開始計量',
        ],
      }[language],
    );
  });

  test.each(LANGUAGES)('has the amount that the choice and the preset name, %s', (language) => {
    const voice = createVoice(language, HK);
    const promised = PLAN_KINDS.filter((kind) => kind !== 'open').map((kind) => [
      voice.words.choices[kind][1],
      planWording(voice).presets[kind]?.[1],
      presetDraft(kind, NOW, HK).allowances[0]?.amount,
    ]);
    for (const [choice, preset, amount] of promised)
      expect([choice, preset].map((words) => words?.replace(/\u00a0/g, ' ').match(/(\d+) GB/)?.[1])).toEqual([
        amount,
        amount,
      ]);
  });

  test('starts now, by the device’s clock', () => {
    expect(draft('total').startedAt).toBe('2026-03-01T14:20');
    expect(made(draft('total')).activatedAt).toBe('2026-03-01T06:20:00.000Z');
  });
});

test('a Chinese line does not break between a day and its time', () => {
  expect(planWords(made(draft('total')), createVoice('zh-CN', HK))).toContain('3月7日周六\u00a024:00（');
});

describe('a draft as a plan', () => {
  test('a total amount', () => {
    expect(made(draft('total', { clock: 'hours', unit: 1024 }, { amount: '1,2' }))).toEqual({
      id: 'id',
      name: 'fallback',
      timeZone: HK,
      unit: 1024,
      activatedAt: '2026-03-01T06:20:00.000Z',
      validity: { kind: 'days', days: 7, clock: 'hours' },
      allowances: [
        {
          id: 'main',
          label: 'fallback',
          bytes: Math.round(1.2 * 1024 ** 3),
          resets: { every: 'never' },
          after: { kind: 'cut' },
        },
      ],
    });
  });

  test('a daily amount resets at midnight, or every 24 hours', () => {
    expect(made(draft('daily', {}, { after: '256' })).allowances[0]).toMatchObject({
      bytes: 3e9,
      resets: { every: 'day', at: '00:00' },
      after: { kind: 'throttle', kbps: 256 },
    });
    expect(made(draft('daily', {}, { resets: '24h' })).allowances[0]?.resets).toEqual({ every: '24h' });
  });

  test('monthly, and without a limit', () => {
    const monthly = made(draft('monthly', { billingDay: '28' }, { amount: '500', amountUnit: 'MB' }));
    expect(monthly.validity).toEqual({ kind: 'months', billingDay: 28 });
    expect(monthly.allowances[0]).toMatchObject({ bytes: 5e8, resets: { every: 'month', day: 28 } });
    expect(made(draft('open'))).toMatchObject({ validity: { kind: 'open' }, allowances: [{ bytes: null }] });
  });

  test('its start is read by the plan’s clock', () => {
    expect(made(draft('total', { timeZone: 'Europe/Berlin' })).activatedAt).toBe('2026-03-01T13:20:00.000Z');
  });

  test.each(['', '0', '-3', 'seven', 'Infinity', '1e300'])('an invalid amount: %j', (amount) => {
    expect(draftPlan(draft('total', {}, { amount }), 'id', 'fallback', NOW)).toEqual({ wrong: new Set(['0.amount']) });
  });

  test.each([
    ['days', { days: '0' }],
    ['days', { days: '1.5' }],
    ['days', { days: '' }],
    ['days', { days: '3661' }],
    ['startedAt', { startedAt: '' }],
    ['startedAt', { startedAt: '1999-01-01T00:00' }],
    ['startedAt', { startedAt: '2031-01-01T00:00' }],
    ['name', { name: 'x'.repeat(81) }],
  ] as const)('a wrong %s: %j', (field, over) => {
    expect(draftPlan(draft('total', over), 'id', 'fallback', NOW)).toEqual({ wrong: new Set([field]) });
  });

  test('an invalid billing day', () => {
    expect(draftPlan(draft('monthly', { billingDay: '32' }), 'id', 'f', NOW)).toEqual({
      wrong: new Set(['billingDay']),
    });
  });
});

describe('the form', () => {
  function open(kind: PlanKind, refusal: string | null = null) {
    const onsave = vi.fn();
    const oncancel = vi.fn();
    const voice = createVoice('en', HK);
    render(PlanForm, { kind, voice, now: NOW, newId: () => 'new', refusal, busy: false, onsave, oncancel });
    return { onsave, oncancel };
  }

  test('saves the proposed plan', async () => {
    const { onsave } = open('total');
    await fireEvent.click(screen.getByRole('button', { name: 'Save and start' }));
    expect(onsave).toHaveBeenCalledOnce();
    expect(onsave.mock.calls[0]?.[0]).toMatchObject({ id: 'new', name: '15\u00a0GB, 7 days', unit: 1000 });
  });

  test('has a name for every control', () => {
    open('daily');
    for (const control of [...screen.getAllByRole('textbox'), ...screen.getAllByRole('combobox')]) {
      const label =
        document.querySelector(`label[for="${control.id}"]`)?.textContent ?? control.getAttribute('aria-label');
      expect(label).toBeTruthy();
    }
  });

  test('shows an error at its field, which gets the focus', async () => {
    const { onsave } = open('total');
    const amount = screen.getByLabelText('Data in all');
    await fireEvent.input(amount, { target: { value: '0' } });
    expect(amount.getAttribute('aria-invalid')).toBe('false');
    await fireEvent.click(screen.getByRole('button', { name: 'Save and start' }));
    expect(onsave).not.toHaveBeenCalled();
    expect(amount.getAttribute('aria-invalid')).toBe('true');
    const error = document.getElementById(amount.getAttribute('aria-describedby') ?? '');
    expect(error?.textContent).toBe('A number above 0');
    await waitFor(() => expect(document.activeElement).toBe(amount));
  });

  test('the time zones are listed once, not again with each view', async () => {
    const list = vi.spyOn(Intl, 'supportedValuesOf');
    const props = { kind: 'total' as const, voice: createVoice('en', HK), now: NOW, newId: () => 'new' };
    const rest = { refusal: null, busy: false, onsave: vi.fn(), oncancel: vi.fn() };
    const { rerender } = render(PlanForm, { ...props, ...rest });
    await rerender({ now: NOW + 1000 });
    expect(list).toHaveBeenCalledOnce();
    list.mockRestore();
  });

  test('the preview follows the fields', async () => {
    open('total');
    await fireEvent.input(screen.getByLabelText('Days'), { target: { value: '3' } });
    await waitFor(() => expect(screen.getByText(/until Tuesday 3 March/)).toBeTruthy());
  });

  test('a refusal is shown in the form', () => {
    open('open', 'plans: too many');
    expect(screen.getByRole('alert').textContent).toContain('plans: too many');
  });
});

describe('a top-up', () => {
  const now = '2026-11-24T00:00:00.000Z';

  test('is valid as long as the plan, or for a number of days', () => {
    const whole = topUpOf({ amount: '1', amountUnit: 'GB', days: '', extends: false }, plan, now, 'new');
    expect(whole).toMatchObject({ allowance: { id: 'new', bytes: 1e9, from: now, resets: { every: 'never' } } });
    expect(whole).not.toHaveProperty('allowance.until');
    const days = topUpOf({ amount: '200', amountUnit: 'MB', days: '3', extends: false }, plan, now, 'new');
    expect(days).toMatchObject({ allowance: { bytes: 2e8, until: '2026-11-27T00:00:00.000Z' } });
  });

  test('names the invalid fields', () => {
    expect(topUpOf({ amount: '', amountUnit: 'GB', days: '0', extends: false }, plan, now, 'n')).toEqual({
      wrong: new Set(['amount', 'days']),
    });
  });
});
