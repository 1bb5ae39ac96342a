import { createInTurn } from './in-turn.ts';

/** How long after a try that failed the next one is made, ms; then not before it is asked for again. */
const TRIED_AGAIN_MS = [250, 1000, 4000, 16_000];

export type KeepChosenDeps = {
  /** What the user has chosen by now. */
  chosen(): Promise<boolean>;
  apply(on: boolean): Promise<void>;
  /** What the browser really does. */
  isOn(): Promise<boolean>;
  setTimer(callback: () => void, ms: number): unknown;
  onError(error: unknown): void;
};

/** Keeps something that the browser does as the user chose it. */
export type KeepChosen = {
  /** Makes it so, whatever the browser says that it does: it may not have read yet what an earlier run told it. */
  follow(): void;
  /** Makes it so where it is not. */
  check(): void;
};

/**
 * One change at a time, each to what is chosen when its turn comes, so that the last choice wins. That the browser has
 * answered is not enough: it is asked what it does, and where that is not what was chosen, or it refused, it is told
 * again. (Chromium refuses a ruleset whose index is taken from the disk between writing and reading it, as another
 * browser that loads the same unpacked extension does.)
 */
export function createKeepChosen({ chosen, apply, isOn, setTimer, onError }: KeepChosenDeps): KeepChosen {
  const inTurn = createInTurn();
  const make = async () => {
    const wanted = await chosen();
    await apply(wanted);
    if ((await isOn()) !== wanted) throw new Error(`answered, but still ${wanted ? 'off' : 'on'}`);
  };
  const follow = (failed = 0) =>
    void inTurn(make).catch((error: unknown) => {
      onError(error);
      const wait = TRIED_AGAIN_MS[failed];
      if (wait !== undefined) setTimer(() => follow(failed + 1), wait);
    });
  return {
    follow: () => follow(),
    check: () =>
      void inTurn(async () => (await isOn()) === (await chosen())).then((isSo) => {
        if (!isSo) follow();
      }, onError),
  };
}
