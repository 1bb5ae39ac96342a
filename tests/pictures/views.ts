import { SUNDAY } from '../e2e/chromium/seeded.ts';
import { shapes } from '../seed/shapes.ts';

const RANGES = ['overview', 'sites', 'days', 'map'];
const SECTIONS = [
  ...['overview', 'sites', 'sites/youtube.com', 'days', 'map', 'map/instagram.com', 'live', 'plan', 'plan/top-up'],
  ...['readings', 'holds', 'alerts', 'advice', 'wifi', 'data'],
];

/** Cases in which the dashboard is captured, and the sections captured of each. */
export const DASHBOARDS = {
  traveller: SECTIONS,
  resident: [...RANGES, 'advice'],
  nobody: [...SECTIONS, 'first'],
  /** The device has no network. */
  offline: SECTIONS,
  /** The background refuses every request. */
  refused: SECTIONS,
  /** No reply comes for as long as the skeleton is shown. */
  loading: SECTIONS,
  /** The background never sends anything. */
  silent: ['overview'],
  /** At a browser zoom of 200 %. */
  zoomed: [...SECTIONS, 'first'],
};

/** Plans whose overview is captured. */
export const SHAPES = ['short', 'packs', 'daily', 'unlimited', 'open', 'charged', 'expired', 'waiting'];

/** States of a popup with the traveller's plan. */
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

/** All pictures: by view, its states and widths. */
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
