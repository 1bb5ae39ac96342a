import type { Dice } from './dice.ts';

/** How one simulated person lives. Multipliers are relative to `bytesPerDay`. */
export type Life = {
  timeZone: string;
  bytesPerDay: number;
  /** Log-normal spread of day totals, and how much of a day's luck the next one keeps. */
  daySigma: number;
  dayMemory: number;
  /** Monday first. */
  weekdays: number[];
  /** Weights of the 24 hours at which sessions begin, on weekdays and on weekends. */
  hours: [weekday: number[], weekend: number[]];
  sessions: number;
  sessionMinutes: number;
  sessionSigma: number;
  /** Share of the day's bytes that trickle through the waking hours instead. */
  trickle: number;
  /** Days without any use: chance that one begins, chance that the next is one too. */
  idle: [begins: number, goesOn: number];
  binge: { chance: number; factor: number };
  growthPerDay: number;
  /** From that day on (0 = the first) everything is multiplied, until the next entry. */
  changes: { day: number; factor: number; weekdays?: number[]; hours?: [number[], number[]] }[];
};

/** `build`: what the assumptions were found on. `judge`: other values, other seeds, only to judge by. */
export type Set = 'build' | 'judge';

export const STORIES = [
  'steady', 'commuter', 'weekend', 'binge', 'bursts', 'growing', 'trip', 'night owl', 'calls', 'hardly there',
] as const; // prettier-ignore
export type Story = (typeof STORIES)[number];

/** Where the plain pace leaves something to learn. */
export const LEARNABLE: readonly Story[] = ['weekend', 'growing', 'trip', 'night owl'];

const ZONES = {
  build: ['Asia/Hong_Kong', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'],
  judge: ['Asia/Shanghai', 'Europe/London', 'America/Sao_Paulo', 'Australia/Adelaide', 'Africa/Nairobi'],
};

/** Humps of activity: weight, centre (hour), width (hours). Wraps round midnight. */
function humps(...parts: [weight: number, hour: number, width: number][]): number[] {
  return Array.from({ length: 24 }, (_, hour) =>
    parts.reduce((sum, [weight, centre, width]) => {
      const apart = Math.min(Math.abs(hour + 0.5 - centre), 24 - Math.abs(hour + 0.5 - centre));
      return sum + weight * Math.exp(-((apart / width) ** 2) / 2);
    }, 0.002),
  );
}

function ordinary(dice: Dice, set: Set): Life {
  const shift = dice.between(-1.5, 1.5);
  const weekday = humps([dice.between(0.5, 1.2), 12.5 + shift, 3], [dice.between(0.8, 1.8), 20.5 + shift, 2.2]);
  const weekend = humps([1, 14 + shift, 3.5], [1, 21 + shift, 2.5]);
  const weekendFactor = set === 'build' ? dice.scale(0.75, 1.4) : dice.scale(0.7, 1.5);
  return {
    timeZone: dice.pick(ZONES[set]),
    bytesPerDay: dice.scale(4e7, 4e9),
    daySigma: set === 'build' ? dice.between(0.35, 0.7) : dice.between(0.3, 0.75),
    dayMemory: set === 'build' ? dice.between(0.1, 0.5) : dice.between(0.05, 0.55),
    weekdays: [1, 1, 1, 1, dice.between(0.9, 1.2), weekendFactor, weekendFactor * dice.between(0.85, 1.15)],
    hours: [weekday, weekend],
    sessions: dice.between(4, 14),
    sessionMinutes: dice.scale(8, 45),
    sessionSigma: dice.between(0.7, 1.4),
    trickle: dice.between(0.05, 0.3),
    idle: [dice.between(0, 0.03), 0.3],
    binge: { chance: 0, factor: 1 },
    growthPerDay: 0,
    changes: [],
  };
}

/** A person of this story; the same dice and set give the same one. */
export function liveStory(story: Story, dice: Dice, set: Set): Life {
  const life = ordinary(dice, set);
  const of = <T>(build: T, judge: T): T => (set === 'build' ? build : judge);
  const range = (build: [number, number], judge: [number, number]) => dice.between(...of(build, judge));
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
        hours: [humps([1.2, ride, 0.7], [0.4, 12.5, 0.8], [1.4, back, 0.8]), humps([1, 14, 4])],
        sessions: dice.between(4, 8),
        sessionMinutes: dice.between(15, 45),
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
          factor: dice.scale(...of<[number, number]>([4, 12], [3.5, 15])),
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
      const sign = dice.happens(0.75) ? 1 : -1;
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
      const factor = dice.happens(0.65)
        ? dice.scale(...of<[number, number]>([2.5, 7], [2.2, 8]))
        : dice.scale(...of<[number, number]>([0.12, 0.4], [0.1, 0.45]));
      return {
        ...life,
        daySigma: range([0.3, 0.6], [0.3, 0.65]),
        changes: [
          {
            day: starts,
            factor,
            weekdays: [1, 1, 1, 1, 1, 1, 1],
            hours: [humps([1, 9, 1.5], [2, 22, 2]), humps([1, 9, 1.5], [2, 22, 2])],
          },
          { day: starts + days, factor: range([0.8, 1.25], [0.7, 1.4]) },
        ],
      };
    }
    case 'night owl': {
      const late = range([23.5, 26], [23, 27]);
      return {
        ...life,
        hours: [humps([2, late, 1.5], [0.3, 17, 2]), humps([2, late + 0.7, 1.8], [0.4, 17, 2])],
        sessionMinutes: dice.between(30, 90),
        sessions: dice.between(3, 7),
      };
    }
    case 'calls': {
      const friday = range([0.5, 1], [0.4, 1.1]);
      return {
        ...life,
        daySigma: range([0.25, 0.55], [0.3, 0.6]),
        weekdays: [1, range([0.8, 1.6], [0.7, 1.8]), 1, range([0.8, 1.4], [0.7, 1.6]), friday, 0.12, 0.15],
        hours: [humps([1.5, 10.5, 1.2], [1.5, 15, 1.5]), humps([1, 19, 3])],
        sessions: range([2, 5], [1.5, 5]),
        sessionMinutes: range([25, 55], [25, 65]),
        sessionSigma: 0.5,
      };
    }
    case 'hardly there':
      return {
        ...life,
        bytesPerDay: dice.scale(2e7, 4e8),
        daySigma: range([0.8, 1.2], [0.7, 1.3]),
        sessions: range([1, 2], [1, 2.5]),
        idle: [range([0.3, 0.5], [0.3, 0.55]), range([0.55, 0.75], [0.5, 0.8])],
      };
  }
}
