import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import type { HoldsView } from '../../src/core/holds-view.ts';
import Holds from '../../src/ui/holds/Holds.svelte';
import { HoldsState } from '../../src/ui/holds/holds-state.svelte.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';
import { NO_HOLDS } from './no-holds.ts';
import { at } from './popup-fixtures.ts';

const view: HoldsView = {
  ...NO_HOLDS,
  plan: { id: 'week', name: 'Week', timeZone: 'Asia/Hong_Kong', unit: 1000 },
  plans: [{ id: 'week', name: 'Week' }],
  holds: [
    {
      hold: { site: 'bilibili.com', mode: 'paused' },
      setAt: at(84),
      plan: null,
      embeds: false,
      state: 'held',
      openUntil: null,
      goesOn: false,
      usedToday: 0,
      saved: null,
    },
  ],
};

/** The section over a background that answers every change with `reply`. */
async function show(reply: () => HoldsView | { error: string }, shown = view) {
  const send = ({ type }: { type: string }) => Promise.resolve(type === 'holds.view' ? shown : reply());
  const props = { state: { send }, voice: createVoice('en', 'Asia/Hong_Kong'), view: { at: at(86) } };
  render(Holds, props as never);
  await screen.findByRole('heading', { name: 'Holds' });
  await screen.findByText('bilibili.com');
}

type Control = HTMLInputElement | HTMLSelectElement;
const stateOf = (control: Control) =>
  'checked' in control && control.type === 'checkbox' ? control.checked : control.value;
const controls = () => [...document.querySelectorAll<Control>('input[type=checkbox], input[type=time], select')];

/** Clicks a control, or chooses another of its values. */
async function change(control: Control): Promise<void> {
  if (control instanceof HTMLSelectElement)
    return void (await fireEvent.change(control, {
      target: { value: [...control.options].find((one) => !one.selected)!.value },
    }));
  if (control.type === 'checkbox') return void (await fireEvent.click(control));
  await fireEvent.change(control, { target: { value: '12:34' } });
}

test('after a refused change every control shows the actual state, and the page says why', async () => {
  let refusals = 0;
  await show(() => ({ error: `no ${++refusals}` }));
  const all = controls().filter((one) => one.closest('form') === null);
  const before = all.map(stateOf);
  expect(all.length).toBeGreaterThan(12);
  for (const [index, control] of all.entries()) {
    await change(control);
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain(`no ${index + 1}`));
    expect(all.map(stateOf)).toEqual(before);
  }
});

test('a change that succeeds stays, whatever was refused before', async () => {
  const on = { ...view, settings: { ...view.settings, guard: { ...view.settings.guard, on: true } } };
  const replies = [{ error: 'no' }, on];
  await show(() => replies.shift()!);
  const guard = screen.getByRole<HTMLInputElement>('checkbox', { name: /above this size/ });
  await fireEvent.click(guard);
  await screen.findByRole('alert');
  expect(guard.checked).toBe(false);
  await fireEvent.click(guard);
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(guard.checked).toBe(true);
});

test('says how many hidden tabs are at rest, if any', async () => {
  await show(() => view, { ...view, resting: 3 });
  expect(screen.getByText('3 at rest now')).toBeTruthy();
});

test('while the background is slow, new views do not queue more than one read before a change', async () => {
  const asked: string[] = [];
  const answers: ((reply: object) => void)[] = [];
  const send = ({ type }: { type: string }) => {
    asked.push(type);
    return new Promise((resolve) => answers.push(resolve));
  };
  const holds = new HoldsState(send as never);
  void holds.read();
  await waitFor(() => expect(answers).toHaveLength(1));
  for (let views = 0; views < 5; views++) void holds.read();
  const done = holds.change(() => ({ type: 'holds.settings', guard: view.settings.guard }));
  for (let n = 0; n < 3; n++) {
    await waitFor(() => expect(answers).toHaveLength(n + 1));
    answers[n]!(view);
  }
  expect(await done).toBe(true);
  expect(asked).toEqual(['holds.view', 'holds.view', 'holds.settings']);
});

test('text that is not a site is not added to a plan’s list, and gets an error', async () => {
  const changed: unknown[] = [];
  await show(() => {
    changed.push(1);
    return view;
  });
  const field = screen.getByRole('textbox', { name: 'Add a site' });
  await fireEvent.input(field, { target: { value: 'not a site' } });
  await fireEvent.submit(field.closest('form')!);
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(document.getElementById(field.getAttribute('aria-describedby')!)?.textContent).not.toBe('');
  expect(changed).toEqual([]);
  await fireEvent.input(field, { target: { value: 'docs.test/page' } });
  await fireEvent.submit(field.closest('form')!);
  await waitFor(() => expect(changed).toEqual([1]));
  expect(field.getAttribute('aria-invalid')).toBe('false');
});

test('the name of each control in a list includes what it belongs to', async () => {
  await show(() => view);
  expect(screen.getByRole('checkbox', { name: 'bilibili.com: In other sites too' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Add a site' })).toBeTruthy();
});

test('a choice that is none of the usual ones is shown as it is', async () => {
  const { settings } = view;
  const triggers = settings.triggers.map((one) => (one.kind === 'left' ? { ...one, below: 0.15 } : one));
  const guard = { ...settings.guard, bytes: 3e6 };
  await show(() => view, { ...view, settings: { ...settings, triggers, guard } });
  const shown = [...document.querySelectorAll('select')].map(({ selectedOptions }) =>
    selectedOptions[0]?.textContent.replace(/\s/g, ' '),
  );
  expect(shown).toEqual(expect.arrayContaining(['15 %', '3.0 MB']));
  expect(shown).not.toContain(undefined);
});
