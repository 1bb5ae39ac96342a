import type { PopupView } from '../../../core/popup-view.ts';
import type { HistoryStep } from '../../../core/history.ts';
import type { Asked } from '../asked.svelte.ts';
import type { DashboardState } from '../dashboard-state.svelte.ts';
import { rangeOf, type Range } from './range.ts';

type Options = { step: (range: Range) => HistoryStep; most?: number; site?: () => string | null };

/** The history of the chosen range and the total of the one before it; call in a component's first turn. */
export function rangeData(state: DashboardState, view: () => PopupView, zone: () => string, options: Options) {
  const history: Asked<'history'> = state.asks('history');
  const before: Asked<'history'> = state.asks('history');
  const range = $derived(rangeOf(state.range, view(), zone()));
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- written out at once, and never changed
  const iso = (ms: number) => new Date(ms).toISOString();
  $effect(() => {
    const site = options.site?.() ?? null;
    if (range === null) return;
    const rest = { ...(options.most === undefined ? {} : { most: options.most }), ...(site === null ? {} : { site }) };
    void history.ask({ type: 'history', step: options.step(range), from: iso(range.from), to: iso(range.to), ...rest });
    if (range.before === null) return;
    const { from, to } = range.before;
    void before.ask({
      type: 'history',
      step: 'whole',
      from: iso(from),
      to: iso(to),
      most: 0,
      ...(site === null ? {} : { site }),
    });
  });
  const sum = (asked: Asked<'history'>) =>
    asked.value === null ? null : asked.value.total.down + asked.value.total.up;
  return {
    get range() {
      return range;
    },
    get history() {
      return range === null ? null : history.value;
    },
    get bytes() {
      return sum(history);
    },
    get before() {
      return range?.before ? sum(before) : null;
    },
    get refusal() {
      return history.refusal ?? before.refusal;
    },
    get waits() {
      return history.waits;
    },
  };
}
