import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';

/** One response: its size, whether it was declared, whether the browser knew its tab, and which message comes first. */
type Visit = { body: number; isDeclared: boolean; hasTab: boolean; entryFirst: boolean };
/** A message about one visit of an address, or a restart of the background. */
type Step = { of: number; visit: number; tells: 'browser' | 'page' } | 'restart';

const APART_MS = 3000;
const WITHOUT_TAB = { tabId: -1, frameId: -1, isTopFrame: false };

const visit: fc.Arbitrary<Visit> = fc
  .record({ body: fc.nat(40_000), isDeclared: fc.boolean(), hasTab: fc.boolean(), entryFirst: fc.boolean() })
  // A worker's request has no entry, so an entry would wait in vain for a declared response.
  .filter(({ isDeclared, hasTab }) => hasTab || !isDeclared);

/** Addresses, each requested once or again three seconds later, and the order of their messages. */
const stories = fc
  .array(fc.array(visit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })
  .chain((addresses) => {
    const steps = addresses.flatMap((visits, of) => visits.flatMap(() => [of, of]));
    return fc.record({
      addresses: fc.constant(addresses),
      turns: fc.shuffledSubarray(steps, { minLength: steps.length }),
      restarts: fc.array(fc.nat(steps.length), { maxLength: 3 }),
    });
  });

function stepsOf({
  addresses,
  turns,
  restarts,
}: {
  addresses: Visit[][];
  turns: number[];
  restarts: number[];
}): Step[] {
  const heard = addresses.map(() => 0);
  /**
   * What only a page has reported, and that an unawaited entry will come, are not on disk, so a restart would lose
   * them.
   */
  const isInMemoryOnly = ({ entryFirst, isDeclared }: Visit) => entryFirst || isDeclared;
  const losesSome = () =>
    addresses.some((visits, of) => heard[of]! % 2 === 1 && isInMemoryOnly(visits[heard[of]! >> 1]!));
  return turns.flatMap((of, i): Step[] => {
    const before: Step[] = restarts.includes(i) && !losesSome() ? ['restart'] : [];
    const visit = heard[of]! >> 1;
    const isFirst = heard[of]!++ % 2 === 0;
    return [...before, { of, visit, tells: isFirst === addresses[of]![visit]!.entryFirst ? 'page' : 'browser' }];
  });
}

/** Body bytes that the meter has counted in the end. */
function counted(addresses: Visit[][], steps: Step[]): { down: number; open: number } {
  let rig = createMeterRig();
  let down = 0;
  const end = () => rig.posts.reduce((sum, { body }) => sum + body.down, 0);
  for (const step of steps) {
    if (step === 'restart') {
      down += end();
      rig = createMeterRig(structuredClone([...rig.opened.values()]));
      continue;
    }
    const { body, isDeclared, hasTab } = addresses[step.of]![step.visit]!;
    const url = `https://cdn.test/${step.of}.css`;
    const at = NOON + step.visit * APART_MS;
    if (step.tells === 'page')
      rig.meter.onTiming({ tabId: 1, frameId: 0, entries: [timing(url, body, { endedAt: at + 1 })] });
    else
      rig.meter.onRequest(
        request({
          ...{ url, at, type: 'stylesheet', headers: isDeclared ? contentLength(body) : [] },
          ...(!hasTab && WITHOUT_TAB),
        }),
      );
  }
  return { down: down + end(), open: rig.opened.size };
}

const truthOf = (addresses: Visit[][]) => addresses.flat().reduce((sum, { body }) => sum + body, 0);

describe('what browser and page report of the same responses', () => {
  it('adds up to the truth in any order, across restarts, whether or not the browser knew the tab', () => {
    fc.assert(
      fc.property(stories, (story) => {
        expect(counted(story.addresses, stepsOf(story))).toEqual({ down: truthOf(story.addresses), open: 0 });
      }),
      { numRuns: 300 },
    );
  });

  const undeclared = (body: number, rest: Partial<Visit> = {}): Visit => ({
    ...{ body, isDeclared: false, hasTab: true, entryFirst: false },
    ...rest,
  });

  it.each<[string, Visit[]]>([
    ['the page is first, and the browser knows no tab', [undeclared(1010, { hasTab: false, entryFirst: true })]],
    [
      'an entry was used for a response without a tab, and the same address is requested again',
      [undeclared(40_000, { hasTab: false }), undeclared(0)],
    ],
  ])('adds up to the truth where %s', (_, visits) => {
    const turns = visits.flatMap(() => [0, 0]);
    const steps = stepsOf({ addresses: [visits], turns, restarts: [] });
    expect(counted([visits], steps)).toEqual({ down: truthOf([visits]), open: 0 });
  });
});
