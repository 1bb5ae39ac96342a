import type { Size } from './body-size.ts';
import { fitTimes, STUDENT, type TimeFit } from './fit-times.ts';
import { weighSizes } from './weigh-sizes.ts';

/** How long a response took: `ms` from its head to its end, as the browser tells both. `encoded`: decoded meanwhile. */
export type ResponseTime = { ms: number; encoded: boolean };

type Seen = readonly (readonly [ms: number, bytes: number])[];

/** As stored: the last responses of either kind whose sizes were known, oldest first. */
export type TimeModelState = { plain: Seen; encoded: Seen };

/** Learns on this browser's own exact transfers what the time of a response says of its size, on the link of the moment. */
export type TimeModel = {
  learn(time: ResponseTime, bytes: number): void;
  /** `guess`, weighed against what the time says by how sure each of them is. */
  weigh(guess: Size, time: ResponseTime): Size;
  dump(): TimeModelState;
};

/** So many of either kind are remembered: more tell no better what the link does now. */
const KEPT = 40;

/** What one of the other kind tells: what is decoded meanwhile comes slower where the link is faster than that. */
const OTHER_KIND = 0.25;

/** The browser's events are told in steps of a tenth of a millisecond. */
const LEAST_MS = 0.1;

/**
 * Where time tells nothing of size, as on a link faster than the browser's own events, the fit's spread is large, and a
 * guess stays as it is.
 */
export function createTimeModel({ plain, encoded }: TimeModelState = { plain: [], encoded: [] }): TimeModel {
  const seen = { plain: [...plain], encoded: [...encoded] };
  const fits: { plain: TimeFit | null; encoded: TimeFit | null } = { plain: null, encoded: null };

  const fitOf = (kind: 'plain' | 'encoded'): TimeFit =>
    (fits[kind] ??= fitTimes(
      (['plain', 'encoded'] as const).flatMap((of) => {
        const weight = of === kind ? 1 : OTHER_KIND;
        return seen[of].map(([ms, bytes]) => ({ ms, bytes, weight }));
      }),
    ));

  return {
    learn: ({ ms, encoded }, bytes) => {
      if (!(bytes > 0 && ms >= 0)) return;
      const list = seen[encoded ? 'encoded' : 'plain'];
      list.push([Math.max(LEAST_MS, ms), bytes]);
      if (list.length > KEPT) list.shift();
      fits.plain = fits.encoded = null;
    },
    weigh: (guess, { ms, encoded }) => {
      if (!(ms > 0)) return guess;
      const { expectedMs, sigmaOf } = fitOf(encoded ? 'encoded' : 'plain');
      const log = Math.log(Math.max(LEAST_MS, ms));
      return weighSizes(guess, (bytes) => ({
        off: log - Math.log(expectedMs(bytes)),
        sigma: sigmaOf(bytes),
        freedom: STUDENT,
      }));
    },
    dump: () => ({ plain: [...seen.plain], encoded: [...seen.encoded] }),
  };
}
