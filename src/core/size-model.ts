import type { Size } from './body-size.ts';
import type { SizeKind } from './size-kind.ts';
import { sizePrior } from './size-prior.ts';

/**
 * What groups responses of similar sizes. `encoded`: with a Content-Encoding. `host` is `''` for all hosts. `address`:
 * a hash; the same address mostly brings the same again.
 */
export type SizeClass = { host: string; kind: SizeKind; encoded: boolean; address?: string | null };

/** Sums over the sizes seen of one class; each new one reduces the weight of the older ones. */
type Moments = { weight: number; bytes: number; log: number; logSquared: number };

/** As stored: class key and its sums, least recently learned first. */
export type SizeModelState = readonly (readonly [key: string, moments: Moments])[];

/** Learns the sizes of this browser's own responses, to guess those that nothing reports. */
export type SizeModel = {
  learn(of: SizeClass, bytes: number): void;
  guess(of: SizeClass): Size;
  dump(): SizeModelState;
  /** Forgets what was learned of these hosts. */
  forget(hosts: ReadonlySet<string>): void;
};

/**
 * What is left of an older size's weight after each newer one: an address's last three matter, a host's 30, a kind's
 * 300.
 */
const MEMORY = { address: 0.7, host: 0.97, kind: 0.997 };

/** How many sizes of its own a class needs before it weighs as much as the class above it. */
const SHRINK = { address: 0.02, host: 1.5, kind: 4 };

/** Classes kept at most; the least recently learned are dropped first. */
const KEPT = { classes: 500, addresses: 1000 };

/** Distance to the ends of a 90 % interval, in standard deviations. */
const Z95 = 1.6449;

/**
 * Sizes are assumed to vary at least by this factor (e^0.15; for one address e^0.02), however alike the last ones were.
 */
const LEAST_SIGMA = { address: 0.02, host: 0.15, kind: 0.15 };

const keyOf = ({ host, kind, encoded }: SizeClass) => `${host} ${kind}${encoded ? ' encoded' : ''}`;
const ofAll = (of: SizeClass): SizeClass => ({ ...of, host: '' });

const ADDRESS = ' #';
const addressKeyOf = ({ host, address }: SizeClass) => `${host}${ADDRESS}${address}`;

/**
 * Each class's mean and spread are drawn towards those of the class above it, an address's towards its host's, a host's
 * towards those of its kind over all hosts, and these towards what `priorOf` says, the more so the fewer sizes were
 * seen (James–Stein shrinkage with fixed weights). The mean is of bytes, not of their logarithms: guesses are added up.
 */
export function createSizeModel(
  state: SizeModelState = [],
  priorOf: (of: SizeClass) => Omit<Size, 'evidence'> = sizePrior,
): SizeModel {
  const isOfAddress = (key: string) => key.includes(ADDRESS);
  // Least recently learned first.
  const classes = new Map(state.filter(([key]) => !isOfAddress(key)));
  const addresses = new Map(state.filter(([key]) => isOfAddress(key)));

  const add = (of: Map<string, Moments>, key: string, bytes: number, memory: number, kept: number) => {
    const { weight, bytes: sum, log: logs, logSquared } = of.get(key) ?? NOTHING;
    const log = Math.log(Math.max(1, bytes));
    of.delete(key);
    of.set(key, {
      weight: weight * memory + 1,
      bytes: sum * memory + bytes,
      log: logs * memory + log,
      logSquared: logSquared * memory + log * log,
    });
    if (of.size > kept) of.delete(of.keys().next().value!);
  };

  const blend = (own: Moments | undefined, above: Belief, level: keyof typeof SHRINK): Belief => {
    if (!own) return above;
    const strength = SHRINK[level];
    const total = own.weight + strength;
    const mean = (own.bytes + strength * above.mean) / total;
    const log = (own.log + strength * above.log) / total;
    const squared = (own.logSquared + strength * (above.sigma ** 2 + above.log ** 2)) / total;
    return { mean, log, sigma: Math.sqrt(Math.max(LEAST_SIGMA[level] ** 2, squared - log * log)) };
  };

  const believed = (of: SizeClass): Belief => {
    const kind = blend(classes.get(keyOf(ofAll(of))), beliefOf(priorOf(of)), 'kind');
    if (of.host === '') return kind;
    const host = blend(classes.get(keyOf(of)), kind, 'host');
    return of.address == null ? host : blend(addresses.get(addressKeyOf(of)), host, 'address');
  };

  return {
    learn: (of, bytes) => {
      add(classes, keyOf(of), bytes, MEMORY.host, KEPT.classes);
      if (of.host === '') return;
      add(classes, keyOf(ofAll(of)), bytes, MEMORY.kind, KEPT.classes);
      if (of.address != null) add(addresses, addressKeyOf(of), bytes, MEMORY.address, KEPT.addresses);
    },
    guess: (of) => {
      const { mean, log, sigma } = believed(of);
      return {
        bytes: Math.round(mean),
        low: Math.round(Math.min(mean, Math.exp(log - Z95 * sigma))),
        high: Math.round(Math.max(mean, Math.exp(log + Z95 * sigma))),
        evidence: 'modelled',
      };
    },
    forget: (hosts) => {
      for (const known of [classes, addresses])
        for (const key of known.keys()) if (hosts.has(key.slice(0, key.indexOf(' ')))) known.delete(key);
    },
    dump: () => [...classes, ...addresses],
  };
}

const NOTHING: Moments = { weight: 0, bytes: 0, log: 0, logSquared: 0 };

type Belief = { mean: number; log: number; sigma: number };

function beliefOf(prior: Omit<Size, 'evidence'>): Belief {
  const low = Math.log(Math.max(1, prior.low));
  const high = Math.log(Math.max(1, prior.high));
  return { mean: prior.bytes, log: (low + high) / 2, sigma: (high - low) / (2 * Z95) };
}
