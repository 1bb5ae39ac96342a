import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Plan } from '../../src/core/contract.ts';
import { parsePlan } from '../../src/core/plan.ts';
import { draftOf } from '../../src/ui/plan/draft-of.ts';
import { draftPlan } from '../../src/ui/plan/draft-plan.ts';
import { newAllowance } from '../../src/ui/plan/plan-draft.ts';
import { planLines } from '../../src/ui/plan/plan-words.ts';
import PlanEditor from '../../src/ui/plan/PlanEditor.svelte';
import { presetDraft, PRESETS, type Preset } from '../../src/ui/plan/presets.ts';
import { topUpOf, withTopUp } from '../../src/ui/plan/top-up.ts';
import { LANGUAGES } from '../../src/ui/wording/choose.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';
import { plan as anyPlan } from '../unit/plan-arbitrary.ts';
import { allowanceOf, planOf } from '../unit/plan-fixture.ts';

const HK = 'Asia/Hong_Kong';
const NOW = Date.parse('2026-03-01T06:20:00Z');
const en = createVoice('en', HK);

function made(preset: Preset): Plan {
  const result = draftPlan(presetDraft(preset, NOW, HK), 'id', 'A plan', NOW);
  if ('wrong' in result) throw new Error([...result.wrong].join());
  return result.plan;
}

afterEach(cleanup);

describe('a preset', () => {
  const LINES: Record<Preset, string[]> = {
    total: ['15 GB until Saturday 7 March, 24:00 Hong Kong time; then nothing more'],
    daily: ['3 GB a day until Saturday 7 March, 24:00 Hong Kong time; then slowed to 128 kbit/s'],
    monthly: ['20 GB a month, renews on the 1st, Hong Kong time; then slowed to 128 kbit/s'],
    hours: ['500 MB until Monday 2 March, 14:20 Hong Kong time; then slowed to 128 kbit/s'],
    stages: ['5 GB every 30 days until Friday 29 May, 24:00 Hong Kong time; then slowed to 128 kbit/s'],
    rollover: ['20 GB a month, what is left carries over once, renews on the 1st, Hong Kong time; then nothing more'],
    prepaid: ['10 GB, until 30 May, 14:20; then nothing more'],
    night: [
      '20 GB a month, renews on the 1st, Hong Kong time; then slowed to 128 kbit/s',
      'and no limit from 23:00 to 07:00, not counted',
    ],
    packs: [
      '10 GB until Monday 30 March, 24:00 Hong Kong time; then slowed to 128 kbit/s',
      'and 5 GB for youtube.com; then nothing more',
      'and no limit for whatsapp.com, not counted',
    ],
    perMb: ['No data included, no end date; then HKD 1.50 per MB, at most HKD 68.00 a day'],
    several: ['10 GB a month, renews on the 1st, Hong Kong time; then slowed to 128 kbit/s', 'and 2 GB a month'],
    open: ['No limit, counted from Sunday 1 March'],
  };

  test.each(PRESETS)('%s: is a plan that the background accepts, with a description', (preset) => {
    const plan = made(preset);
    expect(parsePlan(plan, new Date(NOW).toISOString())).toEqual(plan);
    expect(planLines(plan, en).map((line) => line.replace(/\u00a0/g, ' '))).toEqual(LINES[preset]);
    for (const language of LANGUAGES) {
      const lines = planLines(plan, createVoice(language, HK));
      expect(lines).toHaveLength(plan.allowances.length);
      expect(lines.join()).not.toMatch(/undefined|NaN/);
    }
  });
});

describe('editing a plan', () => {
  test('without edits keeps everything, including what no field shows', () => {
    const extras = fc.record({
      carrier: fc.option(fc.constant('CSL'), { nil: undefined }),
      price: fc.option(fc.constant({ amount: 88.5, currency: 'HKD' }), { nil: undefined }),
      alerts: fc.option(fc.constant<Plan['alerts']>({ total: [50, 95], today: [100], expiryHours: [12] }), {
        nil: undefined,
      }),
    });
    fc.assert(
      fc.property(anyPlan, extras, fc.integer({ min: 0, max: 59_999 }), (plan, more, ms) => {
        const activatedAt = new Date(Date.parse(plan.activatedAt) + ms).toISOString();
        const given: Plan = { ...plan, ...more, activatedAt };
        expect(draftPlan(draftOf(given), 'other', 'fallback', NOW)).toEqual({ plan: given });
      }),
    );
  });

  test('changes only what was edited', () => {
    const plan = planOf({
      alerts: { total: [70], today: [], expiryHours: [3] },
      allowances: [
        allowanceOf({ bytes: 1_234_567_891, order: 3, resets: { every: 'day', at: '04:00', timeZone: 'UTC' } }),
      ],
    });
    const draft = draftOf(plan);
    draft.allowances[0]!.at = '05:00';
    draft.name = 'New name';
    const result = draftPlan(draft, 'x', 'y', NOW);
    const [allowance] = plan.allowances;
    expect(result).toEqual({
      plan: {
        ...plan,
        name: 'New name',
        allowances: [{ ...allowance, resets: { every: 'day', at: '05:00', timeZone: 'UTC' } }],
      },
    });
  });

  test('in another unit gives other bytes for the same amount', () => {
    const draft = { ...draftOf(planOf({})), unit: 1024 as const };
    expect(draftPlan(draft, 'x', 'y', NOW)).toMatchObject({ plan: { allowances: [{ bytes: 1024 ** 3 }] } });
  });

  test('names invalid fields with their allowance', () => {
    const draft = presetDraft('total', NOW, HK);
    const wrong = { sites: 'http://', hoursFrom: '23:00', after: 'charge', perMB: 'x', label: 'l'.repeat(81) };
    draft.allowances.push({ ...newAllowance('b'), ...wrong });
    draft.price = 'cheap';
    expect(draftPlan(draft, 'x', 'y', NOW)).toEqual({
      wrong: new Set(['price', '1.label', '1.sites', '1.hours', '1.after']),
    });
  });
});

describe('the editor', () => {
  function open(preset: Preset) {
    const onsave = vi.fn();
    const start = presetDraft(preset, NOW, HK);
    let ids = 0;
    const newId = () => `id ${++ids}`;
    render(PlanEditor, { start, voice: en, now: NOW, newId, refusal: null, busy: false, onsave, oncancel: vi.fn() });
    return { onsave, save: () => fireEvent.click(screen.getByRole('button', { name: 'Save and start' })) };
  }

  test('adds and removes data', async () => {
    const { onsave, save } = open('total');
    await fireEvent.click(screen.getByRole('button', { name: 'Add more data' }));
    await save();
    expect((onsave.mock.calls[0]?.[0] as Plan).allowances).toHaveLength(2);
    await fireEvent.click(screen.getByRole('button', { name: 'Remove data 1' }));
    await save();
    expect((onsave.mock.calls[1]?.[0] as Plan).allowances).toHaveLength(1);
  });

  test('charges by the megabyte', async () => {
    const { onsave, save } = open('perMb');
    await fireEvent.input(screen.getByLabelText('Price per MB'), { target: { value: '0,5' } });
    await save();
    expect(onsave.mock.calls[0]?.[0]).toMatchObject({
      allowances: [{ bytes: 0, after: { kind: 'charge', perMB: 0.5, currency: 'HKD', dailyCap: 68 } }],
    });
  });

  test('has a name for every control', () => {
    open('packs');
    for (const control of document.querySelectorAll<HTMLInputElement>('input, select')) {
      const name = control.labels?.[0]?.textContent || control.getAttribute('aria-label');
      expect(name?.trim(), control.outerHTML).toBeTruthy();
    }
  });
});

describe('a top-up of a prepaid balance', () => {
  const now = '2026-03-10T00:00:00.000Z';
  const prepaid = made('prepaid');
  const topUp = topUpOf({ amount: '1', amountUnit: 'GB', days: '90', extends: true }, prepaid, now, 'new');
  const allowance = 'allowance' in topUp ? topUp.allowance : null;

  test('extends the remaining balance to its own end', () => {
    const [main, added] = withTopUp(prepaid, allowance!, true).allowances;
    expect(added).toEqual(allowance);
    expect(main).toEqual({ ...prepaid.allowances[0], until: allowance!.until });
  });

  test('leaves it as it is if not extended', () => {
    expect(withTopUp(prepaid, allowance!, false).allowances).toEqual([...prepaid.allowances, allowance]);
  });

  test('shortens no allowance and revives no expired one', () => {
    const [old, long] = ['2026-03-09T00:00:00Z', '2030-01-01T00:00:00Z'];
    const plan = {
      ...prepaid,
      allowances: [allowanceOf({ id: 'o', until: old }), allowanceOf({ id: 'l', until: long })],
    };
    expect(withTopUp(plan, allowance!, true).allowances.map(({ until }) => until)).toEqual([
      old,
      long,
      allowance!.until,
    ]);
  });
});
