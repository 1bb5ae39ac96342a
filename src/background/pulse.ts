/** Nothing was heard of for so long: nothing flows. */
const QUIET_MS = 1000;

/** What is at risk is written down anew when it has become so many times what was: a large file takes few notes. */
const GROWN = 1.5;

/** Knows whether data is flowing, and sees that the disk knows it too. */
export type Pulse = {
  /** To be called with whatever is heard of traffic. */
  beat(): void;
  /** Wire bytes that are lost at most if all ends now; `null` while nothing flows. Must be written down by who asks. */
  atRisk(): number | null;
};

export type PulseDeps = {
  /** Writes it down; may fail. */
  note(atRisk: number | null): Promise<void>;
  /** What the last second may have brought, and what is under way and not told of, in bytes. */
  bytesAtRisk(): number;
  /** Whether there is something that still has to be written, or is under way and not told of. */
  isBusy(): boolean;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
};

/**
 * A run that is ended from outside cannot say so. It leaves a note before, as soon as data begins to flow, and takes it back
 * when nothing flows any more: whoever finds it knows that up to a second is missing, and what was under way.
 */
export function createPulse(deps: PulseDeps): Pulse {
  let flows = false;
  let heardAt = 0;
  let noted = 0;
  const atRisk = () => {
    const bytes = flows ? deps.bytesAtRisk() : null;
    noted = bytes ?? 0;
    return bytes;
  };
  const note = () => void deps.note(atRisk()).catch(() => {});
  const look = () => {
    // A clock that was set back makes it neither quiet nor busy for a day.
    const isQuiet = Math.abs(deps.now() - heardAt) >= QUIET_MS && !deps.isBusy();
    if (!isQuiet) {
      if (deps.bytesAtRisk() > GROWN * noted) note();
      return void deps.setTimer(look, QUIET_MS);
    }
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
