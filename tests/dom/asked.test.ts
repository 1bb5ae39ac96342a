import { expect, test, vi } from 'vitest';
import type { Send } from '../../src/ui/plan/plan-actions.ts';
import { Asked } from '../../src/ui/dashboard/asked.svelte.ts';

const REFUSED = { error: 'internal: disk I/O error' };
const alerts = (id: string) => ({ alerts: [{ id }] });

/** A question that is answered with these, one after the other. */
function asking(...replies: object[]) {
  const clock = { now: 0 };
  const send = vi.fn(() => Promise.resolve(replies.shift()));
  const asked = new Asked<'report'>({ send: send as unknown as Send, now: () => clock.now });
  const ask = (from: string) => asked.ask({ type: 'report', from, to: '2026-01-31T00:00:00Z' });
  return { asked, ask, clock };
}

test('what was answered stays where the same is asked once more and refused', async () => {
  const { asked, ask, clock } = asking(alerts('a'), REFUSED);
  await ask('2026-01-01T00:00:00Z');
  clock.now += 60_000;
  await ask('2026-01-01T00:00:00Z');
  expect(asked.value).toEqual(alerts('a'));
  expect(asked.refusal).toBe(REFUSED.error);
});

test('a new question that is refused is not left with the answer to the one before it', async () => {
  const { asked, ask, clock } = asking(alerts('a'), REFUSED, alerts('b'));
  await ask('2026-01-01T00:00:00Z');
  await ask('2026-01-25T00:00:00Z');
  expect(asked.value).toBeNull();
  expect(asked.refusal).toBe(REFUSED.error);
  clock.now += 60_000;
  await ask('2026-01-25T00:00:00Z');
  expect(asked.value).toEqual(alerts('b'));
  expect(asked.refusal).toBeNull();
});
