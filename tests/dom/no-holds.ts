import { FIRST_HOLD_SETTINGS } from '../../src/core/hold-book.ts';
import type { HoldsView } from '../../src/core/holds-view.ts';
import { at } from './popup-fixtures.ts';

/** No holds and no plan. */
export const NO_HOLDS: HoldsView = {
  at: at(86),
  metered: true,
  plan: null,
  plans: [],
  holds: [],
  settings: FIRST_HOLD_SETTINGS,
  armed: [],
  acts: [],
  resting: 0,
  large: [],
  canSeeSizes: true,
};
