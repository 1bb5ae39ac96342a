import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMeterRig, timing } from './support/meter-rig.ts';
import { contentLength, NOON, request } from './support/request.ts';

/** One response: what it brought, whether it said so, and whether the browser knew whose tab it was for. */
type Visit = { body: number; isDeclared: boolean; hasTab: boolean; entryFirst: boolean };
/** A step of an address's life, or the background's being stopped and started again. */
type Step = { of: number; visit: number; tells: 'browser' | 'page' } | 'restart';

const APART_MS = 3000;
const WITHOUT_TAB = { tabId: -1, frameId: -1, isTopFrame: false };

const visit: fc.Arbitrary<Visit> = fc
  .record({ body: fc.nat(40_000), isDeclared: fc.boolean(), hasTab: fc.boolean(), entryFirst: fc.boolean() })
  // What a worker asks for has no entry: what it declared waits for none.
  .filter(({ isDeclared, hasTab }) => hasTab || !isDeclared);

/** Addresses, each asked for once or again three seconds later, and in which order their messages come. */
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
  /** What a page told first, and that an entry will come which is not awaited: no disk knows of it. */
  const isHalfKnown = ({ entryFirst, isDeclared }: Visit) => entryFirst || isDeclared;
  const losesSome = () => addresses.some((visits, of) => heard[of]! % 2 === 1 && isHalfKnown(visits[heard[of]! >> 1]!));
  return turns.flatMap((of, i): Step[] => {
    const before: Step[] = restarts.includes(i) && !losesSome() ? ['restart'] : [];
    const visit = heard[of]! >> 1;
    const isFirst = heard[of]!++ % 2 === 0;
    return [...before, { of, visit, tells: isFirst === addresses[of]![visit]!.entryFirst ? 'page' : 'browser' }];
  });
}

/** What the meter has counted of bodies in the end. */
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

describe('what browser and page tell of the same responses', () => {
  it('comes to the truth in whatever order, over restarts, whether or not the browser knew the tab', () => {
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
      'an entry has been used for what no tab asked for, and the same is asked for again',
      [undeclared(40_000, { hasTab: false }), undeclared(0)],
    ],
  ])('comes to it where %s', (_, visits) => {
    const turns = visits.flatMap(() => [0, 0]);
    const steps = stepsOf({ addresses: [visits], turns, restarts: [] });
    expect(counted([visits], steps)).toEqual({ down: truthOf([visits]), open: 0 });
  });
});
