import { expect, it } from 'vitest';
import { createKeepChosen } from '../../src/background/keep-chosen.ts';
import { createTimers } from './support/timers.ts';

type Answer = 'does it' | 'refuses' | 'only says so';

/** A browser that reacts to its first changes as `answers` says, and makes all later ones. */
function createRig(answers: Answer[] = []) {
  const { setTimer, run, delays } = createTimers();
  const seen = { chosen: true, isOn: false, applied: [] as boolean[], errors: [] as string[] };
  const keeper = createKeepChosen({
    chosen: () => Promise.resolve(seen.chosen),
    apply: async (on) => {
      const answer = answers.shift() ?? 'does it';
      seen.applied.push(on);
      // Turning on takes longer, so that a change back could overtake it.
      for (let i = 0; i < (on ? 3 : 1); i++) await turns();
      if (answer === 'refuses') throw new Error('Internal error');
      if (answer === 'does it') seen.isOn = on;
    },
    isOn: () => Promise.resolve(seen.isOn),
    setTimer,
    onError: (error) => seen.errors.push((error as Error).message),
  });
  return { seen, keeper, run, delays };
}
const turns = () => new Promise((resolve) => setTimeout(resolve));
const settled = async () => {
  for (let i = 0; i < 12; i++) await turns();
};

it('the chosen state is applied, and nothing is done afterwards', async () => {
  const { seen, keeper, delays } = createRig();
  keeper.follow();
  await settled();
  keeper.check();
  await settled();
  expect(seen).toEqual({ chosen: true, isOn: true, applied: [true], errors: [] });
  expect(delays()).toEqual([]);
});

it.each<[Answer, string]>([
  ['refuses', 'Internal error'],
  ['only says so', 'answered, but still off'],
])('a change that the browser %s is repeated', async (answer, error) => {
  const { seen, keeper, run } = createRig([answer, answer]);
  keeper.follow();
  await settled();
  expect(seen).toMatchObject({ isOn: false, errors: [error] });
  run();
  await settled();
  expect(seen).toMatchObject({ isOn: false, errors: [error, error] });
  run();
  await settled();
  expect(seen).toMatchObject({ isOn: true, applied: [true, true, true], errors: [error, error] });
});

it('a change that never takes effect is given up after a few attempts, at growing intervals, until it is requested again', async () => {
  const { seen, keeper, run, delays } = createRig(Array<Answer>(5).fill('refuses'));
  keeper.follow();
  const waits: number[] = [];
  for (await settled(); delays().length > 0; await settled()) {
    waits.push(...delays());
    run();
  }
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(new Set(waits).size).toBe(4);
  expect(seen).toMatchObject({ isOn: false, applied: Array<boolean>(5).fill(true) });
  keeper.check();
  await settled();
  expect(seen.isOn).toBe(true);
});

it('the last choice wins, whatever became of the one before', async () => {
  const { seen, keeper, run } = createRig(['does it', 'refuses']);
  keeper.follow();
  keeper.follow(); // refused
  await settled();
  seen.chosen = false;
  keeper.follow();
  run(); // retried only now
  await settled();
  expect(seen.isOn).toBe(false);
  expect(seen.applied.slice(2)).toEqual([false, false]);
});

it('changes do not overtake each other', async () => {
  const { seen, keeper } = createRig();
  keeper.follow();
  await turns();
  expect(seen.applied).toEqual([true]);
  seen.chosen = false;
  keeper.follow();
  await settled();
  expect(seen).toEqual({ chosen: false, isOn: false, applied: [true, false], errors: [] });
});
