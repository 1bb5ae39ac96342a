import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known, type Size } from '../../src/core/body-size.ts';
import { sizePrior } from '../../src/core/size-prior.ts';
import { cellOf, type Transfer } from '../../src/core/transfer.ts';

const base: Transfer = {
  down: known(10_000, 'exact'),
  up: known(0, 'exact'),
  headDown: 300,
  headUp: 500,
  protocol: 'h2',
  secure: true,
  family: 4,
  connection: 'reused',
};

const size: fc.Arbitrary<Size> = fc
  .record({
    bytes: fc.nat(20_000_000),
    less: fc.double({ min: 0, max: 1, noNaN: true }),
    more: fc.nat(20_000_000),
    evidence: fc.constantFrom('exact', 'declared', 'observed', 'modelled'),
  })
  .map(({ bytes, less, more, evidence }) => ({ bytes, low: bytes * less, high: bytes + more, evidence }));

describe('cellOf', () => {
  it('bounds what connections may not have been opened by their cost', () => {
    const width = ({ low, high }: ReturnType<typeof cellOf>) => high - low;
    const opened = { full: 2, resumed: 0 };
    const certain = cellOf({ ...base, opened });
    const unsure = cellOf({ ...base, opened: { ...opened, spare: 1 } });
    expect({ ...unsure, low: 0, high: 0 }).toEqual({ ...certain, low: 0, high: 0 });
    // One connection costs 7 to 9 kB both ways, of which most may be missing.
    expect(width(unsure) - width(certain)).toBeGreaterThan(7000);
    expect(width(unsure) - width(certain)).toBeLessThan(12_000);
  });

  it('keeps the cost within its bounds, in whole bytes', () => {
    fc.assert(
      fc.property(size, size, fc.constantFrom('new' as const, 'reused' as const), (down, up, connection) => {
        const cell = cellOf({ ...base, down, up, connection });
        for (const value of Object.values(cell)) expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
        expect(cell.low).toBeLessThanOrEqual(cell.down + cell.up);
        expect(cell.high).toBeGreaterThanOrEqual(cell.down + cell.up);
        expect(cell.measured).toBeLessThanOrEqual(cell.down + cell.up);
        expect(cell.requests).toBe(1);
      }),
    );
  });

  it('counts as measured only the direction that was', () => {
    const cell = cellOf({ ...base, down: sizePrior({ kind: 'image', encoded: false }) });
    expect(cell.measured).toBe(cell.up);
    expect(cellOf({ ...base, up: { ...known(0, 'modelled') } }).measured).toBe(cellOf(base).down);
    expect(cellOf(base).measured).toBe(cellOf(base).down + cellOf(base).up);
  });

  it('includes acknowledgements of a large download from one for every 1.2 segments to one for every 8', () => {
    const body = 10_000_000;
    const { down, low, high } = cellOf({ ...base, down: known(body, 'exact'), kbps: 12_000 });
    const acknowledged = (segments: number) => ((body / 1448) * 52) / segments;
    expect(low).toBeLessThan(down + acknowledged(8));
    expect(high).toBeGreaterThan(down + acknowledged(1.2));
  });

  it('is as uncertain as the guess it is based on', () => {
    const guess = sizePrior({ kind: 'media', encoded: false });
    const cell = cellOf({ ...base, down: guess });
    expect(cell.high - cell.low).toBeGreaterThanOrEqual(guess.high - guess.low);
    const exact = cellOf(base);
    expect(exact.high - exact.low).toBeLessThan(exact.down + exact.up - 10_000);
  });
});
