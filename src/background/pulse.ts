/** Nothing was heard of for so long: nothing flows. */
const QUIET_MS = 1000;

/** Knows whether data is flowing, and sees that the disk knows it too. */
export type Pulse = {
  /** To be called with whatever is heard of traffic. */
  beat(): void;
  /** Wire bytes that are lost at most if all ends now; `null` while nothing flows. */
  atRisk(): number | null;
};

export type PulseDeps = {
  /** Writes it down; may fail. */
  note(atRisk: number | null): Promise<void>;
  /** What a second may bring, in bytes. */
  bytesPerSecond(): number;
  /** Whether there is something that still has to be written. */
  hasUnsaved(): boolean;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
};

/**
 * A run that is ended from outside cannot say so. It leaves a note before, as soon as data begins to flow, and takes it back
 * when nothing flows any more: whoever finds it knows that up to a second is missing.
 */
export function createPulse(deps: PulseDeps): Pulse {
  let flows = false;
  let heardAt = 0;
  const atRisk = () => (flows ? deps.bytesPerSecond() : null);
  const note = () => void deps.note(atRisk()).catch(() => {});
  const look = () => {
    // A clock that was set back makes it neither quiet nor busy for a day.
    const isQuiet = Math.abs(deps.now() - heardAt) >= QUIET_MS && !deps.hasUnsaved();
    if (!isQuiet) return void deps.setTimer(look, QUIET_MS);
    flows = false;
    note();
  };
  return {
    beat: () => {
      heardAt = deps.now();
      if (flows) return;
      flows = true;
      note();
      deps.setTimer(look, QUIET_MS);
    },
    atRisk,
  };
}
