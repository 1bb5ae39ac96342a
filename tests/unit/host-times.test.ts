import { describe, expect, it } from 'vitest';
import { hostTimesOf } from '../../src/background/host-times.ts';
import type { OpenPosting } from '../../src/storage/schema.ts';

const posting = (rest: Partial<OpenPosting>) =>
  ({ host: 'tiles.test', kind: 'fetch', encoded: true, took: 1, ...rest }) as OpenPosting;

describe('hostTimesOf', () => {
  it('gives the times of other responses of the same host, kind and encoding', () => {
    const [one, two] = [posting({ took: 5 }), posting({ took: 7 })];
    const others = [
      posting({ host: 'other.test', took: 11 }),
      posting({ encoded: false, took: 13 }),
      posting({ sized: 'work', took: 17 }),
    ];
    const times = hostTimesOf([one, two, ...others]);
    expect(times.besides(one)).toEqual([7]);
    expect(times.besides(two)).toEqual([5]);
    for (const other of others) expect(times.besides(other)).toEqual([]);
  });

  it('gives none where no time is known, and none of private windows, whose hosts are not kept', () => {
    const untimed = posting({});
    delete untimed.took;
    expect(hostTimesOf([posting({}), untimed]).besides(posting({}))).toEqual([1]);
    expect(hostTimesOf([untimed]).besides(posting({}))).toEqual([]);
    expect(hostTimesOf([posting({ host: '' }), posting({ host: '' })]).besides(posting({ host: '' }))).toEqual([]);
  });

  it('gives the last 24 of many', () => {
    const many = Array.from({ length: 100 }, (_, n) => posting({ took: n }));
    expect(hostTimesOf(many).besides(many[99]!)).toEqual(Array.from({ length: 24 }, (_, n) => 75 + n));
  });
});
