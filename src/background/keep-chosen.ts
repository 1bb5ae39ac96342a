import { createInTurn } from './in-turn.ts';

/** The waits between tries that fail, ms; after the last, not before the next request. */
const TRIED_AGAIN_MS = [250, 1000, 4000, 16_000];

export type KeepChosenDeps = {
  /** The user's present choice. */
  chosen(): Promise<boolean>;
  apply(on: boolean): Promise<void>;
  /** What the browser really does. */
  isOn(): Promise<boolean>;
  setTimer(callback: () => void, ms: number): unknown;
  onError(error: unknown): void;
};

/** Keeps a feature of the browser as the user chose it. */
export type KeepChosen = {
  /** Applies the choice whatever the browser reports: it may not have read yet what an earlier run set. */
  follow(): void;
  /** Applies the choice where the browser differs. */
  check(): void;
};

/**
 * One change at a time, each to the choice at that moment, so that the last choice wins. The browser's answer is not
 * enough: its state is read back, and where it differs, or the browser refused, the change is tried again. (Chromium
 * refuses a ruleset whose index is removed from disk between writing and reading it, as another browser that loads the
 * same unpacked extension does.)
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
