import type { Random } from './random.ts';

/** How one simulated person uses data. Multipliers are relative to `bytesPerDay`. */
export type Life = {
  timeZone: string;
  bytesPerDay: number;
  /** Log-normal spread of daily totals, and how much of a day's deviation carries over to the next day. */
  daySigma: number;
  dayMemory: number;
  /** Monday first. */
  weekdays: number[];
  /** Weights of the 24 hours in which sessions begin, on weekdays and on weekends. */
  hours: [weekday: number[], weekend: number[]];
  sessions: number;
  sessionMinutes: number;
  sessionSigma: number;
  /** Share of the day's bytes that is spread over the waking hours instead. */
  trickle: number;
  /** Days without any use: the probability that such a period begins, and that it continues on the next day. */
  idle: [begins: number, goesOn: number];
  binge: { chance: number; factor: number };
  growthPerDay: number;
  /** From that day on (0: the first) everything is multiplied, until the next entry. */
  changes: { day: number; factor: number; weekdays?: number[]; hours?: [number[], number[]] }[];
};

/** `build`: the values that the assumptions were derived from. `judge`: other values and seeds, only for judging. */
export type Set = 'build' | 'judge';

export const STORIES = [
  'steady', 'commuter', 'weekend', 'binge', 'bursts', 'growing', 'trip', 'night owl', 'calls', 'hardly there',
] as const; // prettier-ignore
export type Story = (typeof STORIES)[number];

/** Stories in which there is more to learn than the average pace. */
export const LEARNABLE: readonly Story[] = ['weekend', 'growing', 'trip', 'night owl'];

const ZONES = {
  build: ['Asia/Hong_Kong', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'],
  judge: ['Asia/Shanghai', 'Europe/London', 'America/Sao_Paulo', 'Australia/Adelaide', 'Africa/Nairobi'],
};

/** Peaks of activity over the day: weight, centre (hour), width (hours). Continues across midnight. */
function peaks(...parts: [weight: number, hour: number, width: number][]): number[] {
  return Array.from({ length: 24 }, (_, hour) =>
    parts.reduce((sum, [weight, centre, width]) => {
      const apart = Math.min(Math.abs(hour + 0.5 - centre), 24 - Math.abs(hour + 0.5 - centre));
      return sum + weight * Math.exp(-((apart / width) ** 2) / 2);
    }, 0.002),
  );
}

function ordinary(random: Random, set: Set): Life {
  const shift = random.between(-1.5, 1.5);
  const weekday = peaks([random.between(0.5, 1.2), 12.5 + shift, 3], [random.between(0.8, 1.8), 20.5 + shift, 2.2]);
  const weekend = peaks([1, 14 + shift, 3.5], [1, 21 + shift, 2.5]);
  const weekendFactor = set === 'build' ? random.scale(0.75, 1.4) : random.scale(0.7, 1.5);
  return {
    timeZone: random.pick(ZONES[set]),
    bytesPerDay: random.scale(4e7, 4e9),
    daySigma: set === 'build' ? random.between(0.35, 0.7) : random.between(0.3, 0.75),
    dayMemory: set === 'build' ? random.between(0.1, 0.5) : random.between(0.05, 0.55),
    weekdays: [1, 1, 1, 1, random.between(0.9, 1.2), weekendFactor, weekendFactor * random.between(0.85, 1.15)],
    hours: [weekday, weekend],
    sessions: random.between(4, 14),
    sessionMinutes: random.scale(8, 45),
    sessionSigma: random.between(0.7, 1.4),
    trickle: random.between(0.05, 0.3),
    idle: [random.between(0, 0.03), 0.3],
    binge: { chance: 0, factor: 1 },
    growthPerDay: 0,
    changes: [],
  };
}

/** A person of this story; the same random numbers and set give the same person. */
export function lifeOf(story: Story, random: Random, set: Set): Life {
  const life = ordinary(random, set);
  const bySet = <T>(build: T, judge: T): T => (set === 'build' ? build : judge);
  const range = (build: [number, number], judge: [number, number]) => random.between(...bySet(build, judge));
  switch (story) {
    case 'steady':
      return {
        ...life,
        daySigma: range([0.12, 0.3], [0.15, 0.35]),
        dayMemory: range([0, 0.3], [0, 0.4]),
        sessions: 15,
        idle: [0, 0],
      };
    case 'commuter': {
      const weekend = range([0.15, 0.6], [0.1, 0.5]);
      const ride = range([7.5, 8.5], [6.8, 8.8]);
      const back = range([17.5, 18.8], [17, 19.5]);
      return {
        ...life,
        daySigma: range([0.25, 0.5], [0.3, 0.55]),
        weekdays: [1, 1, 1, 1, 1, weekend, weekend],
        hours: [peaks([1.2, ride, 0.7], [0.4, 12.5, 0.8], [1.4, back, 0.8]), peaks([1, 14, 4])],
        sessions: random.between(4, 8),
        sessionMinutes: random.between(15, 45),
      };
    }
    case 'weekend': {
      const factor = range([2.5, 7], [2.2, 9]);
      const friday = range([1, 2], [1, 2.5]);
      return {
        ...life,
        daySigma: range([0.3, 0.6], [0.35, 0.65]),
        weekdays: [1, 1, 1, 1, friday, factor, factor * range([0.6, 1.1], [0.5, 1.2])],
      };
    }
    case 'binge':
      return {
        ...life,
        binge: {
          chance: range([0.06, 0.16], [0.05, 0.2]),
          factor: random.scale(...bySet<[number, number]>([4, 12], [3.5, 15])),
        },
      };
    case 'bursts':
      return {
        ...life,
        daySigma: range([0.9, 1.3], [0.85, 1.4]),
        dayMemory: range([0, 0.3], [0, 0.4]),
        sessions: range([1.5, 3], [1.2, 3.5]),
        sessionSigma: range([1.3, 1.8], [1.2, 2]),
        idle: [range([0.08, 0.2], [0.06, 0.25]), 0.4],
      };
    case 'growing': {
      const sign = random.happens(0.75) ? 1 : -1;
      return {
        ...life,
        bytesPerDay: life.bytesPerDay / 3,
        growthPerDay: sign * range([0.018, 0.05], [0.02, 0.045]),
        daySigma: range([0.25, 0.5], [0.25, 0.55]),
      };
    }
    case 'trip': {
      const starts = Math.floor(range([3, 40], [2, 45]));
      const days = Math.floor(range([7, 25], [6, 30]));
      const factor = random.happens(0.65)
        ? random.scale(...bySet<[number, number]>([2.5, 7], [2.2, 8]))
        : random.scale(...bySet<[number, number]>([0.12, 0.4], [0.1, 0.45]));
      return {
        ...life,
        daySigma: range([0.3, 0.6], [0.3, 0.65]),
        changes: [
          {
            day: starts,
            factor,
            weekdays: [1, 1, 1, 1, 1, 1, 1],
            hours: [peaks([1, 9, 1.5], [2, 22, 2]), peaks([1, 9, 1.5], [2, 22, 2])],
          },
          { day: starts + days, factor: range([0.8, 1.25], [0.7, 1.4]) },
        ],
      };
    }
    case 'night owl': {
      const late = range([23.5, 26], [23, 27]);
      return {
        ...life,
        hours: [peaks([2, late, 1.5], [0.3, 17, 2]), peaks([2, late + 0.7, 1.8], [0.4, 17, 2])],
        sessionMinutes: random.between(30, 90),
        sessions: random.between(3, 7),
      };
    }
    case 'calls': {
      const friday = range([0.5, 1], [0.4, 1.1]);
      return {
        ...life,
        daySigma: range([0.25, 0.55], [0.3, 0.6]),
        weekdays: [1, range([0.8, 1.6], [0.7, 1.8]), 1, range([0.8, 1.4], [0.7, 1.6]), friday, 0.12, 0.15],
        hours: [peaks([1.5, 10.5, 1.2], [1.5, 15, 1.5]), peaks([1, 19, 3])],
        sessions: range([2, 5], [1.5, 5]),
        sessionMinutes: range([25, 55], [25, 65]),
        sessionSigma: 0.5,
      };
    }
    case 'hardly there':
      return {
        ...life,
        bytesPerDay: random.scale(2e7, 4e8),
        daySigma: range([0.8, 1.2], [0.7, 1.3]),
        sessions: range([1, 2], [1, 2.5]),
        idle: [range([0.3, 0.5], [0.3, 0.55]), range([0.55, 0.75], [0.5, 0.8])],
      };
  }
}
