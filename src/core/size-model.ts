import type { Size } from './body-size.ts';
import type { Kind } from './kind.ts';
import { sizePrior } from './size-prior.ts';

/** What tells responses of alike sizes apart. `encoded`: with a Content-Encoding. `host` is `''` for all hosts. */
export type SizeClass = { host: string; kind: Kind; encoded: boolean };

/** Sums over the sizes seen of one class; each new one makes the older count less. */
type Moments = { weight: number; bytes: number; log: number; logSquared: number };

/** `lesson`: when it was last learned of, counted in lessons. */
type Learned = Moments & { lesson: number };

/** As stored: class key and its sums, least recently learned first. */
export type SizeModelState = readonly (readonly [key: string, moments: Moments])[];

/** Learns the sizes of this browser's own responses, to guess those that nothing tells. */
export type SizeModel = {
  learn(of: SizeClass, bytes: number): void;
  guess(of: SizeClass): Size;
  dump(): SizeModelState;
  /** Forgets what was learned of these hosts. */
  forget(hosts: ReadonlySet<string>): void;
};

/** What an older size still counts after each newer one: a host's last 30 or so matter, a kind's last 300. */
const MEMORY = { host: 0.97, kind: 0.997 };

/** How many sizes of its own a class needs before it weighs as much as the class above it. */
const SHRINK = { host: 1.5, kind: 4 };

/** Classes kept at most; those not learned of for longest go first. */
const CLASSES_KEPT = 500;

/** Distance to the ends of a 90 % interval, in standard deviations. */
const Z95 = 1.6449;

/** A response's sizes are taken to vary by this factor at least (e^0.15), however alike the last ones were. */
const LEAST_SIGMA = 0.15;

const keyOf = ({ host, kind, encoded }: SizeClass) => `${host} ${kind}${encoded ? ' encoded' : ''}`;

/**
 * Each class's mean and spread are drawn towards those of its kind over all hosts, and these towards public figures,
 * the more so the fewer sizes were seen (James–Stein shrinkage with fixed weights). The mean is of bytes, not of
 * their logarithms: guesses are added up.
 */
export function createSizeModel(state: SizeModelState = []): SizeModel {
  let lessons = 0;
  const classes = new Map<string, Learned>(state.map(([key, moments]) => [key, { ...moments, lesson: ++lessons }]));

  const add = (key: string, bytes: number, memory: number) => {
    let of = classes.get(key);
    if (!of) classes.set(key, (of = { weight: 0, bytes: 0, log: 0, logSquared: 0, lesson: 0 }));
    const log = Math.log(Math.max(1, bytes));
    of.weight = of.weight * memory + 1;
    of.bytes = of.bytes * memory + bytes;
    of.log = of.log * memory + log;
    of.logSquared = of.logSquared * memory + log * log;
    of.lesson = ++lessons;
    if (classes.size > CLASSES_KEPT) classes.delete(inOrder()[0]![0]);
  };
  const inOrder = () => [...classes].sort(([, a], [, b]) => a.lesson - b.lesson);

  const blend = (key: string, above: Belief, strength: number): Belief => {
    const own = classes.get(key);
    if (!own) return above;
    const total = own.weight + strength;
    const mean = (own.bytes + strength * above.mean) / total;
    const log = (own.log + strength * above.log) / total;
    const squared = (own.logSquared + strength * (above.sigma ** 2 + above.log ** 2)) / total;
    return { mean, log, sigma: Math.sqrt(Math.max(LEAST_SIGMA ** 2, squared - log * log)) };
  };

  return {
    learn: (of, bytes) => {
      add(keyOf(of), bytes, MEMORY.host);
      if (of.host !== '') add(keyOf({ ...of, host: '' }), bytes, MEMORY.kind);
    },
    guess: (of) => {
      const kind = blend(keyOf({ ...of, host: '' }), beliefOf(sizePrior(of.kind)), SHRINK.kind);
      const { mean, log, sigma } = of.host === '' ? kind : blend(keyOf(of), kind, SHRINK.host);
      return {
        bytes: Math.round(mean),
        low: Math.round(Math.min(mean, Math.exp(log - Z95 * sigma))),
        high: Math.round(Math.max(mean, Math.exp(log + Z95 * sigma))),
        evidence: 'modelled',
      };
    },
    forget: (hosts) => {
      for (const key of classes.keys()) if (hosts.has(key.slice(0, key.indexOf(' ')))) classes.delete(key);
    },
    dump: () => inOrder().map(([key, { weight, bytes, log, logSquared }]) => [key, { weight, bytes, log, logSquared }]),
  };
}

type Belief = { mean: number; log: number; sigma: number };

function beliefOf(prior: Size): Belief {
  const low = Math.log(Math.max(1, prior.low));
  const high = Math.log(Math.max(1, prior.high));
  return { mean: prior.bytes, log: (low + high) / 2, sigma: (high - low) / (2 * Z95) };
}
