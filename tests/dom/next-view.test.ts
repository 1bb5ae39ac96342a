import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import { NO_HOLDS } from './no-holds.ts';
import { open } from './open-dashboard.ts';
import { at, VIEWS } from './popup-fixtures.ts';

// While bytes flow the background sends a view each second: what it must leave alone.

afterEach(cleanup);

/** The dashboard at an address, and what makes the background's next view come. */
function shown(hash: string, replies?: Record<string, object>) {
  const opened = open(VIEWS.normal, hash, replies);
  const next = async () => {
    const { results } = opened.send.mock;
    const asked = results.length;
    flushSync(() => (opened.state.view = structuredClone({ ...VIEWS.normal, at: at(87) })));
    // What is asked for again has been answered.
    await Promise.all(results.slice(asked).map(({ value }) => value as Promise<object>));
    await tick();
  };
  return { ...opened, next };
}

test('a top-up form keeps the focus while it is edited', async () => {
  const { next } = shown('#plan/top-up');
  const field = await screen.findByLabelText('Data');
  field.focus();
  await fireEvent.input(field, { target: { value: '3' } });
  await next();
  expect(document.activeElement).toBe(field);
  expect((field as HTMLInputElement).value).toBe('3');
});

test('the overview keeps watching live traffic', async () => {
  const { connectLive, next } = shown('');
  await screen.findByRole('heading', { name: 'Right now' });
  await next();
  expect(connectLive).toHaveBeenCalledOnce();
});

test('still says that a hold was refused', async () => {
  const { next } = shown('#holds', { 'holds.view': NO_HOLDS, 'holds.settings': { error: 'no room' } });
  await fireEvent.click(await screen.findByRole('checkbox', { name: /above this size/ }));
  expect((await screen.findByRole('alert')).textContent).toContain('no room');
  await next();
  expect(screen.getByRole('alert').textContent).toContain('no room');
});

test('still says that an export was refused', async () => {
  const off = { every: 'off', format: 'json', last: null };
  const { next } = shown('#data', { 'export.view': off, 'export.set': { error: 'no room' } });
  const turn = await screen.findByRole('switch', { name: 'Save files automatically' });
  await waitFor(() => expect((turn as HTMLButtonElement).disabled).toBe(false));
  await fireEvent.click(turn);
  expect((await screen.findByRole('alert')).textContent).toContain('no room');
  await next();
  expect(screen.getByRole('alert').textContent).toContain('no room');
});

test('still says that sharing was refused', async () => {
  const list = { isOn: false, devices: [], trouble: null };
  const { next } = shown('#data', { 'device.list': list, 'device.share': { error: 'no room' } });
  const turn = await screen.findByRole('switch', { name: 'Count other devices on this plan' });
  await waitFor(() => expect((turn as HTMLButtonElement).disabled).toBe(false));
  await fireEvent.click(turn);
  expect((await screen.findByRole('alert')).textContent).toContain('no room');
  await next();
  expect(screen.getByRole('alert').textContent).toContain('no room');
});

test('a site’s switch does not jump back on a reply to a read from before it was pressed', async () => {
  const { send, state } = shown('');
  const button = () => screen.getByRole('switch', { name: /Pause youtube\.com/ });
  await waitFor(() => expect(button().getAttribute('aria-checked')).toBe('false'));
  let answer = (_: object) => {};
  send.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const read = state.readHolds();
  await fireEvent.click(button());
  answer({ holds: [] });
  await read;
  await waitFor(() => expect(send).toHaveBeenCalledWith(expect.objectContaining({ type: 'hold.set' })));
  await tick();
  expect(button().getAttribute('aria-checked')).toBe('true');
});

test('a proposed reading is dropped when the plan changes, not with the next view', async () => {
  const reading = { asOf: at(80), used: 1e9, unit: null, scope: 'general', source: 'sms' };
  const list = { readings: [], correction: { factor: 1, isOn: false, readings: 0 } };
  const { next, state } = shown('#readings', { 'reading.list': list, 'reading.parse': reading });
  await fireEvent.input(await screen.findByRole('textbox', { name: /message/i }), { target: { value: 'used 1 GB' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Read it' }));
  await screen.findByText('This is what it says');
  await next();
  expect(screen.getByText('This is what it says')).toBeTruthy();
  const { status } = VIEWS.normal;
  flushSync(() => (state.view = { ...VIEWS.normal, status: { ...status!, plan: { ...status!.plan, id: 'other' } } }));
  expect(screen.queryByText('This is what it says')).toBeNull();
});

test('reads the plans again when another page has changed them', async () => {
  const { send, state, next } = shown('#plan');
  const asked = () => send.mock.calls.filter(([{ type }]) => type === 'plan.list').length;
  await waitFor(() => expect(asked()).toBe(1));
  await next();
  expect(asked()).toBe(1);
  flushSync(() => (state.view = { ...VIEWS.normal, plans: [{ id: 'hk7', name: 'Another name' }] }));
  expect(asked()).toBe(2);
});
