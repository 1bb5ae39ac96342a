import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import ChartCursor from '../../src/ui/charts/ChartCursor.svelte';
import HeatMap from '../../src/ui/dashboard/days/HeatMap.svelte';
import type { HeatDays } from '../../src/ui/dashboard/days/heat-days.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';
import { open } from './open-dashboard.ts';
import { VIEWS } from './popup-fixtures.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const FINGER = { pointerType: 'touch' };

test('a tap without a move shows the nearest stop, which stays after the touch ends', async () => {
  const stops = [0.1, 0.5, 0.9].map((at) => ({ at, text: `at ${at}` }));
  render(ChartCursor, { stops, label: 'a chart' });
  const area = screen.getByRole('slider');
  vi.spyOn(area, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 100, 20));
  await fireEvent.pointerDown(area, { ...FINGER, clientX: 12 });
  await fireEvent.pointerLeave(area, FINGER);
  await fireEvent.focus(area);
  expect(area.getAttribute('aria-valuetext')).toBe('at 0.1');
  expect(screen.getByText('at 0.1')).toBeTruthy();
  await fireEvent.pointerMove(area, { pointerType: 'mouse', clientX: 50 });
  await fireEvent.pointerLeave(area, { pointerType: 'mouse' });
  expect(screen.queryByText('at 0.5')).toBeNull();
});

test('tapping a day opens it, without a move before', async () => {
  const day = (n: number) => ({ day: `2026-11-0${n}`, week: 0, row: n, level: 1, text: `day ${n}` });
  const heat: HeatDays = {
    days: [1, 2, 3].map(day),
    weeks: 1,
    weekdays: [],
    months: [],
    table: { columns: [], rows: [], file: [] },
  };
  const onpick = vi.fn();
  render(HeatMap, { heat, voice: createVoice('en', 'UTC'), onpick });
  await fireEvent.click(document.querySelector('[data-place="1"]')!);
  expect(onpick).toHaveBeenCalledExactlyOnceWith('2026-11-02');
});

test('a saved file is named by the day on the device’s clock', async () => {
  const names: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:');
  vi.useFakeTimers({ now: Date.parse('2026-11-22T20:00:00Z'), toFake: ['Date'] });
  open(VIEWS.normal, '#live'); // in Hong Kong it is four in the morning of the next day
  await fireEvent.click((await screen.findAllByRole('button', { name: 'CSV' }))[0]!);
  expect(names).toEqual([expect.stringMatching(/-2026-11-23\.csv$/)]);
});
