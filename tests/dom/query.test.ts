import { expect, test, vi } from 'vitest';
import type { Send } from '../../src/ui/plan/plan-actions.ts';
import { Query } from '../../src/ui/dashboard/query.svelte.ts';

const REFUSED = { error: 'internal: disk I/O error' };
const alerts = (id: string) => ({ alerts: [{ id }] });

/** A query whose messages are answered with these replies in turn. */
function createQuery(...replies: object[]) {
  const clock = { now: 0 };
  const send = vi.fn(() => Promise.resolve(replies.shift()));
  const query = new Query<'report'>({ send: send as unknown as Send, now: () => clock.now });
  const ask = (from: string) => query.ask({ type: 'report', from, to: '2026-01-31T00:00:00Z' });
  return { query, ask, clock };
}

test('keeps its value when the same message is refused later', async () => {
  const { query, ask, clock } = createQuery(alerts('a'), REFUSED);
  await ask('2026-01-01T00:00:00Z');
  clock.now += 60_000;
  await ask('2026-01-01T00:00:00Z');
  expect(query.value).toEqual(alerts('a'));
  expect(query.refusal).toBe(REFUSED.error);
});

test('drops the value of the previous key when a message with a new key is refused', async () => {
  const { query, ask, clock } = createQuery(alerts('a'), REFUSED, alerts('b'));
  await ask('2026-01-01T00:00:00Z');
  await ask('2026-01-25T00:00:00Z');
  expect(query.value).toBeNull();
  expect(query.refusal).toBe(REFUSED.error);
  clock.now += 60_000;
  await ask('2026-01-25T00:00:00Z');
  expect(query.value).toEqual(alerts('b'));
  expect(query.refusal).toBeNull();
});

test('a message that is repeated too soon is sent once more, when it may be', async () => {
  vi.useFakeTimers();
  const { query, ask, clock } = createQuery(alerts('a'), alerts('b'), alerts('c'));
  const pass = async (ms: number) => {
    clock.now += ms;
    await vi.advanceTimersByTimeAsync(ms);
  };
  await ask('2026-01-01T00:00:00Z');
  await pass(500);
  await ask('2026-01-01T00:00:00Z');
  await pass(500);
  await ask('2026-01-01T00:00:00Z');
  expect(query.value).toEqual(alerts('a'));
  await pass(1000);
  expect(query.value).toEqual(alerts('b'));
  await pass(60_000);
  expect(query.value).toEqual(alerts('b'));
  await ask('2026-01-01T00:00:00Z');
  expect(query.value).toEqual(alerts('c'));
  vi.useRealTimers();
});
