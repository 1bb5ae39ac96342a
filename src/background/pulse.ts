/** With no event for this long, nothing flows. */
const QUIET_MS = 1000;

/** The growth after which the bytes at risk are written again: a large file takes few writes. */
const GROWN = 1.5;

/** Tracks whether data is flowing, and keeps a note of it on disk. */
export type Pulse = {
  /** To be called with each sign of traffic. */
  beat(): void;
  /**
   * Wire bytes lost at most if the browser is killed now; `null` while nothing flows. The caller must write them down.
   */
  atRisk(): number | null;
};

export type PulseDeps = {
  /** Writes the note; may fail. */
  note(atRisk: number | null): Promise<void>;
  /** What may have arrived in the last second, and what is under way and unreported, in bytes. */
  bytesAtRisk(): number;
  /** Whether something is still unwritten, or under way and unreported. */
  isBusy(): boolean;
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
};

/**
 * A killed run cannot report it. So it writes a note as soon as data begins to flow and removes it when nothing flows
 * any more: a note that is found means that up to a second is missing, and what was under way.
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
    // `Math.abs`: a clock that was set back must not delay this for a day.
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
