import { describe, expect, it } from 'vitest';
import { createLiveWorkers } from '../../src/page/tap/isolated/live-workers.ts';

describe('workers of a document', () => {
  it('end once each, however many there are', () => {
    let firsts = 0;
    const workers = createLiveWorkers(() => firsts++);
    expect(workers.endAll()).toBe(false);
    const ended: number[] = [];
    const begun = Array.from({ length: 120 }, (_, n) => ({ terminate: () => void ended.push(n) }) as unknown as Worker);
    for (const worker of begun) workers.add(worker);
    expect(workers.endAll()).toBe(true);
    expect(ended).toEqual(begun.map((_, n) => n));
    expect(workers.endAll()).toBe(false);
    expect(ended).toHaveLength(120);
    expect(firsts).toBe(1);
  });
});
