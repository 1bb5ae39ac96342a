import { describe, expect, it } from 'vitest';
import { kindOf } from '../../src/core/kind.ts';
import { sizePrior } from '../../src/core/size-prior.ts';

const TYPES = [
  'main_frame',
  'sub_frame',
  'script',
  'stylesheet',
  'image',
  'font',
  'media',
  'xmlhttprequest',
  'ping',
  'websocket',
  'object',
];

describe('sizePrior', () => {
  it.each(TYPES)('guesses within its bounds: %s', (type) => {
    const { bytes, low, high, evidence } = sizePrior({ kind: kindOf(type), encoded: false });
    expect(low).toBeGreaterThan(0);
    expect(bytes).toBeGreaterThan(low);
    expect(high).toBeGreaterThan(bytes);
    expect(evidence).toBe('modelled');
  });

  it('takes only compressible types for a worker’s data', () => {
    const [encoded, plain] = [true, false].map((encoded) => sizePrior({ kind: 'work', encoded }));
    expect(encoded!.bytes).toBeGreaterThan(sizePrior({ kind: 'fetch', encoded: true }).bytes);
    expect(plain).toEqual(sizePrior({ kind: 'fetch', encoded: false }));
  });

  it('is in bytes', () => {
    expect(sizePrior({ kind: 'document', encoded: false })).toEqual({
      bytes: 22_000,
      low: 1000,
      high: 59_000,
      evidence: 'modelled',
    });
  });
});

describe('kindOf', () => {
  it.each([
    ['main_frame', 'document'],
    ['sub_frame', 'frame'],
    ['imageset', 'image'],
    ['csp_report', 'beacon'],
    ['speculative', 'other'],
    ['constructor', 'other'],
    ['__proto__', 'other'],
  ])('%s → %s', (type, kind) => expect(kindOf(type)).toBe(kind));
});
