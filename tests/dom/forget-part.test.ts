import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import ForgetPart from '../../src/ui/dashboard/stored/ForgetPart.svelte';
import { UNDO_MS } from '../../src/ui/dashboard/stored/forget-state.svelte.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const button = (name: string) => screen.getByRole('button', { name });

/** The part as it stands, and what a keyboard does: moves to a button and presses it. */
function shown() {
  const asked: unknown[] = [];
  const send = vi.fn((message: unknown) => (asked.push(message), Promise.resolve({}))) as never;
  const days = { first: '2026-11-19', last: '2026-11-22' };
  render(ForgetPart, {
    send,
    voice: createVoice('en', 'UTC'),
    sites: ['news.test', 'video.test'],
    days,
    zone: 'UTC',
    onforgotten: () => undefined,
  });
  return asked;
}
async function press(name: string): Promise<void> {
  button(name).focus();
  button(name).click();
  await tick();
}
const choose = (day: string) => fireEvent.input(screen.getByLabelText('A day'), { target: { value: day } });

test('after a day is deleted, the pressed button still has the focus', async () => {
  const asked = shown();
  await choose('2026-11-20');
  await press('Delete A day');
  await vi.advanceTimersByTimeAsync(UNDO_MS);
  const day = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z' };
  expect(asked).toEqual([{ type: 'data.forget-time', ...day }]);
  expect(document.activeElement).toBe(button('Delete A day'));
});

test.each(['undone', 'done'])(
  'once the deletion is %s, the focus returns from the undo button to the pressed one',
  async (how) => {
    shown();
    await choose('2026-11-20');
    await press('Delete A day');
    button('Undo').focus();
    if (how === 'undone') await press('Undo');
    else await vi.advanceTimersByTimeAsync(UNDO_MS);
    await tick();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(document.activeElement).toBe(button('Delete A day'));
  },
);

test('a press with nothing chosen moves the focus to the empty field', async () => {
  const asked = shown();
  await press('Delete A site');
  expect(document.activeElement).toBe(screen.getByLabelText('A site'));
  await press('Delete A day');
  expect(document.activeElement).toBe(screen.getByLabelText('A day'));
  await vi.advanceTimersByTimeAsync(UNDO_MS);
  expect(asked).toEqual([]);
});

test('a second press deletes once, and the time to undo starts again', async () => {
  const asked = shown();
  await choose('2026-11-20');
  await press('Delete A day');
  await vi.advanceTimersByTimeAsync(UNDO_MS / 2);
  await press('Delete A day');
  await vi.advanceTimersByTimeAsync(UNDO_MS - 1);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveLength(1);
});

test('a deletion requested while another is carried out is pending on its own', async () => {
  const asked = shown();
  await choose('2026-11-20');
  await press('Delete A day');
  await choose('2026-11-21');
  button('Delete A day').click();
  button('Delete everything').click();
  await vi.advanceTimersByTimeAsync(UNDO_MS);
  const day = (from: string, to: string) => ({
    type: 'data.forget-time',
    from: `${from}T00:00:00.000Z`,
    to: `${to}T00:00:00.000Z`,
  });
  expect(asked).toEqual([
    day('2026-11-20', '2026-11-21'),
    day('2026-11-21', '2026-11-22'),
    { type: 'data.forget-all' },
  ]);
});
