import { addressHash } from './address-hash.ts';
import { known, type Size } from './body-size.ts';
import type { LinkPace } from './fit-times.ts';
import { createSizeModel, type SizeClass, type SizeModelState } from './size-model.ts';
import { createTimeModel, type TimeKind, type TimeModelState } from './time-model.ts';

/**
 * What was learned from this browser's own transfers, as stored. `salt`: of its addresses' hashes, unique to this
 * device.
 */
export type GuessesState = { salt: string; sizes: SizeModelState; shares: SizeModelState; times: TimeModelState };

/** Guesses sizes that nothing reports, from this browser's own transfers. */
export type Guesses = {
  /**
   * A body of which nothing is known but how many ms it took from its head to its end; `null`: not even that. `others`:
   * how long other bodies of its host and kind took, of which no more is known.
   */
  size(of: SizeClass, ms: number | null, others?: readonly number[]): Size;
  learnSize(of: SizeClass, bytes: number): void;
  /** `ms`: how long a body of this many bytes took. */
  learnTime(of: Pick<SizeClass, 'kind' | 'encoded'>, ms: number, bytes: number): void;
  /** A body of which `decoded` bytes were read: just as many where it was not encoded, else a guess. */
  ofDecoded(of: SizeClass, decoded: number): Size;
  /** `decoded`: what the body of `bytes` became. */
  learnShare(of: SizeClass, bytes: number, decoded: number): void;
  /** The hosts of whose sizes something was learned since this was last asked. */
  takeLearned(): ReadonlySet<string>;
  /** Forgets what was learned of these hosts. */
  forget(hosts: ReadonlySet<string>): void;
  dump(): GuessesState;
};

/** Hosts remembered at most until `takeLearned` is called: a page has some tens. */
const LATELY_KEPT = 500;

/** Shares are learned as whole parts of this. */
const WHOLE = 10_000;

/**
 * The encoded size of a text as a share of its decoded size: gzip and brotli leave a quarter to a third of scripts,
 * styles, pages and JSON (HTTP Archive, Web Almanac 'Compression'); nine in ten lie between the bounds.
 */
const ENCODED_SHARE = { low: 0.12 * WHOLE, bytes: 0.27 * WHOLE, high: 0.55 * WHOLE };

/** The share that shorter texts compress to tells nothing of longer ones. */
const LEAST_TELLING = 1000;

const timeKindOf = ({ kind, encoded }: Pick<SizeClass, 'kind' | 'encoded'>): TimeKind =>
  kind === 'download' ? 'file' : encoded ? 'encoded' : 'plain';

/** The `salt` of a new state must be random. `linkPace`: what is known of the link's pace; `undefined`: nothing. */
export function createGuesses(
  { salt, sizes: learned, shares: learnedShares, times: learnedTimes }: GuessesState,
  linkPace: () => LinkPace | undefined = () => undefined,
): Guesses {
  const sizes = createSizeModel(learned);
  const shares = createSizeModel(learnedShares, () => ENCODED_SHARE);
  const times = createTimeModel(learnedTimes, linkPace);
  let lately = new Set<string>();
  const salted = (of: SizeClass): SizeClass =>
    of.address == null ? of : { ...of, address: addressHash(salt + of.address) };
  // How well a text compresses does not depend on who requested it.
  const classOf = ({ host, kind, encoded }: SizeClass): SizeClass => ({
    ...{ host, encoded },
    kind: kind === 'work' ? 'fetch' : kind,
  });
  return {
    size: (of, ms, others) => {
      const guess = sizes.guess(salted(of));
      return ms === null ? guess : times.weigh(guess, { ms, kind: timeKindOf(of) }, others);
    },
    learnSize: (of, bytes) => {
      sizes.learn(salted(of), bytes);
      if (lately.size < LATELY_KEPT) lately.add(of.host);
    },
    takeLearned: () => {
      const taken = lately;
      lately = new Set();
      return taken;
    },
    learnTime: (of, ms, bytes) => times.learn({ ms, kind: timeKindOf(of) }, bytes),
    ofDecoded: (of, decoded) => {
      if (!of.encoded) return known(decoded, 'observed');
      const { bytes, low, high } = shares.guess(classOf(of));
      const at = (share: number) => Math.round(decoded * Math.min(1, share / WHOLE));
      return { bytes: at(bytes), low: at(low), high: at(high), evidence: 'modelled' };
    },
    learnShare: (of, bytes, decoded) => {
      if (of.encoded && decoded >= LEAST_TELLING && bytes > 0)
        shares.learn(classOf(of), Math.round((WHOLE * bytes) / decoded));
    },
    forget: (hosts) => {
      sizes.forget(hosts);
      shares.forget(hosts);
    },
    dump: () => ({ salt, sizes: sizes.dump(), shares: shares.dump(), times: times.dump() }),
  };
}
