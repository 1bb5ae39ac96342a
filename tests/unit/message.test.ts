import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMessage } from '../../src/core/message.ts';

const GOOD = [
  { type: 'report' },
  { type: 'report', from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00+08:00', includeUnmetered: true },
  { type: 'plan.list' },
  { type: 'plan.save', plan: { anything: true } },
  { type: 'plan.activate', id: 'a' },
  { type: 'plan.remove', id: 'a' },
  { type: 'plan.status' },
  { type: 'metering.set', metered: false },
];

describe('parseMessage', () => {
  it.each(GOOD)('reads $type', (message) => expect(parseMessage(message)).toEqual(message));

  it('drops keys that the contract does not define', () => {
    expect(parseMessage({ type: 'plan.list', more: 1 })).toEqual({ type: 'plan.list' });
  });

  it.each<[unknown, string]>([
    [{ type: 'report', from: 5 }, 'from'],
    [{ type: 'report', to: 'yesterday' }, 'to'],
    [{ type: 'report', from: null }, 'from'],
    [{ type: 'report', from: '5' }, 'from'],
    [{ type: 'report', from: 'March 7' }, 'from'],
    [{ type: 'report', to: '2026-03-01' }, 'to'],
    [{ type: 'report', to: '2026-03-01T10:00:00' }, 'to'],
    [{ type: 'report', includeUnmetered: 'yes' }, 'includeUnmetered'],
    [{ type: 'plan.activate' }, 'id'],
    [{ type: 'plan.activate', id: '' }, 'id'],
    [{ type: 'plan.remove', id: 7 }, 'id'],
    [{ type: 'plan.remove', id: 'x'.repeat(101) }, 'id'],
    [{ type: 'metering.set' }, 'metered'],
    [{ type: 'metering.set', metered: 'false' }, 'metered'],
    [{ type: 'metering.set', metered: 0 }, 'metered'],
    [{ type: 'erase.everything' }, 'type'],
    [{ type: 5 }, 'type'],
    [{}, 'type'],
  ])('names the field: %j', (message, field) => {
    expect(parseMessage(message)).toEqual({ error: expect.stringMatching(`^message ${field}: .+`) as string });
  });

  it('refuses anything else', () => {
    const types = new Set(GOOD.map(({ type }) => type));
    fc.assert(
      fc.property(fc.anything(), (input) => {
        fc.pre(!(typeof input === 'object' && input !== null && types.has((input as { type: string }).type)));
        expect(parseMessage(input)).toEqual({ error: expect.any(String) as string });
      }),
    );
  });
});
