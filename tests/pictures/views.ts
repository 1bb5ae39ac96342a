import { SUNDAY } from '../e2e/chromium/seeded.ts';
import { shapes } from '../seed/shapes.ts';

const RANGES = ['overview', 'sites', 'days', 'map'];
const SECTIONS = [
  ...['overview', 'sites', 'sites/youtube.com', 'days', 'map', 'map/instagram.com', 'live', 'plan', 'plan/top-up'],
  ...['readings', 'holds', 'alerts', 'advice', 'wifi', 'data'],
];

/** Whose dashboard, or what is the matter with it, and the sections that are taken of each. */
export const DASHBOARDS = {
  traveller: SECTIONS,
  resident: [...RANGES, 'advice'],
  nobody: [...SECTIONS, 'first'],
  /** The device has no network. */
  offline: SECTIONS,
  /** The background refuses what it is asked. */
  refused: SECTIONS,
  /** No answer comes, not for as long as the shapes of things to come are shown. */
  loading: SECTIONS,
  /** No word ever comes from the background. */
  silent: ['overview'],
  /** At the browser's own 200 %. */
  zoomed: [...SECTIONS, 'first'],
};

/** Plans whose overview is taken. */
export const SHAPES = ['short', 'packs', 'daily', 'unlimited', 'open', 'charged', 'expired', 'waiting'];

/** What a popup can show of a traveller's plan. */
export const POPUP_STATES = [
  'normal',
  'plans',
  'choose',
  'top-up',
  'form',
  'no-access',
  'not-saving',
  'loading',
] as const;

/** What there is to take: by view, its states and widths. */
export const VIEWS: Record<string, { state: string[]; width: number[] }> = {
  popup: {
    state: [...POPUP_STATES, 'unmetered', 'first', ...shapes(SUNDAY).plans.map(({ id }) => id)],
    width: [360, 320],
  },
  dashboard: {
    state: [
      ...Object.entries(DASHBOARDS).flatMap(([who, sections]) => sections.map((section) => `${who}-${section}`)),
      ...SHAPES,
    ],
    width: [1280, 768, 320],
  },
  held: { state: ['paused'], width: [1280, 768, 320] },
  store: { state: [], width: [] },
  beside: { state: [], width: [] },
};
