import { describe, expect, it } from 'vitest';
import { FASTEST_FLOW } from '../../src/core/behind-reader.ts';
import { unheardPart } from '../../src/core/unheard-part.ts';

describe('unheardPart', () => {
  it('is what came since its first byte can have arrived, no more than a link holds', () => {
    expect(unheardPart(5, 3, 100_000)).toMatchObject({ bytes: 200_000, low: 0, high: 250_000, evidence: 'modelled' });
    expect(unheardPart(90, 3, 100_000)).toMatchObject({ bytes: 250_000 });
  });

  it('is 0 where nothing can have arrived yet, or only after what was requested earlier', () => {
    expect(unheardPart(3, 3, 100_000)).toBeNull();
    expect(unheardPart(90, 3, FASTEST_FLOW)).toBeNull();
  });
});
