import { expect, test } from 'vitest';
import type { Reading } from '../../src/core/contract.ts';
import { ReadingsState } from '../../src/ui/readings/readings-state.svelte.ts';

const reading: Reading = { asOf: null, used: 1e9, unit: null, scope: 'general', source: 'manual' };
const status = { used: 1e9, remaining: 2e9 };
const unread = { error: 'reading.list: UnknownError: the disk' };

const stateOver = (replies: Record<string, object>) =>
  new ReadingsState(((message: { type: string }) => Promise.resolve(replies[message.type] ?? status)) as never);

test('a list that cannot be read says why, and the previous one stays', async () => {
  const replies: Record<string, object> = { 'reading.list': { readings: [], correction: { factor: 1, isOn: false } } };
  const state = stateOver(replies);
  await state.begin();
  expect([state.list, state.refusal]).toEqual([replies['reading.list'], null]);
  replies['reading.list'] = unread;
  const before = state.list;
  await state.begin();
  expect([state.list, state.refusal]).toEqual([before, unread.error]);
});

test('an applied reading counts as applied even if the list cannot be read afterwards, which is reported', async () => {
  const state = stateOver({ 'reading.list': unread });
  await state.apply(reading);
  expect(state.step?.did).toBe('applied');
  expect(state.refusal).toBe(unread.error);
});
