import { describe, expect, it } from 'vitest';
import { createEarly } from '../../src/background/early.ts';

const any = () => true;

describe('reports that came early', () => {
  it('are taken once, the oldest match first', () => {
    const early = createEarly<number>();
    for (const news of [1, 2, 3, 4]) early.keep('k', news);
    expect(early.take('other', any)).toBeNull();
    expect(early.take('k', (news) => news > 9)).toBeNull();
    expect(early.take('k', (news) => news % 2 === 0)).toBe(2);
    expect([1, 2, 3, 4].map(() => early.take('k', any))).toEqual([1, 3, 4, null]);
  });

  it('are bounded: the oldest key is dropped first, and taking makes room', () => {
    const early = createEarly<number>();
    for (let i = 0; i < 500; i++) early.keep(`${i}`, i);
    early.take('400', any);
    early.keep('500', 500);
    expect(early.take('0', any)).toBe(0);
    early.keep('0', 0);
    early.keep('501', 501);
    expect(early.take('1', any)).toBeNull();
    expect(['2', '0', '501'].map((key) => early.take(key, any))).toEqual([2, 0, 501]);
  });
});
