import type { Size } from './body-size.ts';
import { fitTimes, PRIOR, PRIOR_OF_FILES, type LinkPace, type TimeFit } from './fit-times.ts';
import { weighSizes } from './weigh-sizes.ts';

/**
 * Kinds of responses with comparable times: read as they come; decoded as they come, which is slower where the link is
 * faster than decoding; or saved as a file, which is opened first.
 */
export type TimeKind = 'plain' | 'encoded' | 'file';

/** How long a response took: `ms` from its head to its end, as the browser tells both. */
export type ResponseTime = { ms: number; kind: TimeKind };

type Seen = readonly (readonly [ms: number, bytes: number])[];

/**
 * As stored: the last responses of each kind whose sizes were known, oldest first. An earlier version had no `file`.
 */
export type TimeModelState = { plain: Seen; encoded: Seen; file?: Seen };

/**
 * Learns from this browser's own exact transfers what a response's time tells of its size, on the link of the moment.
 */
export type TimeModel = {
  learn(time: ResponseTime, bytes: number): void;
  /**
   * `guess`, weighed against what the time says by how sure each of them is. `others`: how many ms other responses took
   * that the same is guessed of.
   */
  weigh(guess: Size, time: ResponseTime, others?: readonly number[]): Size;
  dump(): TimeModelState;
};

/** How many of each kind are remembered: more would tell no better what the link does now. */
const KEPT = 40;

/**
 * Weight of a response of another kind. Files start differently: only responses that are so long that the start hardly
 * matters tell of files, or files of them.
 */
const OTHER_KIND = 0.25;
const LONG_BYTES = 100_000;

/**
 * Bytes a ms that pages read of what is decoded as it comes (the bench's build sets). At less than half of that,
 * decoding does not slow a response down.
 */
const DECODED_PER_MS = 25_000;

/** The browser's events are told in steps of a tenth of a millisecond. */
const LEAST_MS = 0.1;

const KINDS = ['plain', 'encoded', 'file'] as const;

/**
 * Where time tells nothing of size, as on a link faster than the browser's own events, the fit's spread is large, and a
 * guess stays as it is.
 *
 * @param linkPace what else is known of the link's pace; `undefined`: nothing.
 */
export function createTimeModel(
  { plain, encoded, file = [] }: TimeModelState = { plain: [], encoded: [] },
  linkPace: () => LinkPace | undefined = () => undefined,
): TimeModel {
  const seen = { plain: [...plain], encoded: [...encoded], file: [...file] };
  const fits = new Map<TimeKind, TimeFit>();
  let fittedTo: LinkPace | undefined;

  const tells = (of: TimeKind, kind: TimeKind, ms: number, bytes: number) => {
    if (of === kind) return 1;
    if (bytes < LONG_BYTES) return kind === 'file' || of === 'file' ? 0 : OTHER_KIND;
    return bytes / ms < DECODED_PER_MS / 2 ? 1 : OTHER_KIND;
  };

  const fitOf = (kind: TimeKind): TimeFit => {
    const link = linkPace();
    if (link?.log !== fittedTo?.log || link?.sigma !== fittedTo?.sigma) fits.clear();
    fittedTo = link;
    const found = fits.get(kind);
    if (found) return found;
    const all = KINDS.flatMap((of) =>
      seen[of]
        .map(([ms, bytes]) => ({ ms, bytes, weight: tells(of, kind, ms, bytes) }))
        .filter(({ weight }) => weight > 0),
    );
    const prior = kind === 'file' ? PRIOR_OF_FILES : PRIOR;
    const pace =
      link && kind === 'encoded' ? { ...link, log: -Math.log(Math.exp(-link.log) + 1 / DECODED_PER_MS) } : link;
    const fit = fitTimes(all, { ...prior, ...(pace && { pace }) });
    fits.set(kind, fit);
    return fit;
  };

  return {
    learn: ({ ms, kind }, bytes) => {
      if (!(bytes > 0 && ms >= 0)) return;
      const list = seen[kind];
      list.push([Math.max(LEAST_MS, ms), bytes]);
      if (list.length > KEPT) list.shift();
      fits.clear();
    },
    weigh: (guess, { ms, kind }, others = []) => {
      if (!(ms > 0)) return guess;
      const { expectedMs, sigmaOf, commonOf } = fitOf(kind);
      const logOf = (one: number) => Math.log(Math.max(LEAST_MS, one));
      const expectedOf = (bytes: number) => ({
        log: Math.log(expectedMs(bytes)),
        sigma: sigmaOf(bytes),
        common: commonOf(bytes),
      });
      return weighSizes(guess, expectedOf, logOf(ms), others.map(logOf));
    },
    dump: () => ({ plain: [...seen.plain], encoded: [...seen.encoded], file: [...seen.file] }),
  };
}
