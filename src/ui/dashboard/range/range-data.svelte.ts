import type { PopupView } from '../../../core/popup-view.ts';
import type { HistoryStep } from '../../../core/history.ts';
import type { Replies } from '../../../browser/messages.ts';
import type { Query } from '../query.svelte.ts';
import type { DashboardState } from '../dashboard-state.svelte.ts';
import { instantsOf, rangeOf, type Range } from './range.ts';

/**
 * The range, its site (`null`: all) and the query's key, which stays the same as the range's end moves with the clock.
 */
type Chosen = { range: Range; site: string | null; key: string };

/** The chosen range and the total of the one before it. Must be called while a component initialises. */
export function chosenRange(
  state: DashboardState,
  view: () => PopupView,
  zone: () => string,
  site: () => string | null = () => null,
) {
  const before: Query<'history'> = state.query('history');
  const chosen = $derived.by((): Chosen | null => {
    const range = rangeOf(state.range, view(), zone());
    return range && { range, site: site(), key: JSON.stringify([state.range, range.from, site()]) };
  });
  $effect(() => {
    if (!chosen?.range.before) return;
    const only = chosen.site === null ? {} : { site: chosen.site };
    const message = { type: 'history', step: 'whole', most: 0, ...instantsOf(chosen.range.before), ...only } as const;
    void before.ask(message, chosen.key);
  });
  return {
    get chosen() {
      return chosen;
    },
    get range() {
      return chosen?.range ?? null;
    },
    /** Bytes of the range before; `null` where there is none, or while they are not known. */
    get before() {
      return chosen?.range.before && before.key === chosen.key ? bytesOf(before.value) : null;
    },
    get beforeRefusal() {
      return chosen?.range.before ? before.refusal : null;
    },
    /** Whether a query's value is not yet that of the chosen range: it is shown until the answer comes. */
    isStale: <T extends keyof Replies>(query: Query<T>): boolean => chosen !== null && query.key !== chosen.key,
  };
}

type Options = { step: (range: Range) => HistoryStep; most?: number; site?: () => string | null };

/** As `chosenRange`, with the history of the range. Must be called while a component initialises. */
export function rangeData(state: DashboardState, view: () => PopupView, zone: () => string, options: Options) {
  const history: Query<'history'> = state.query('history');
  const base = chosenRange(state, view, zone, options.site);
  $effect(() => {
    const { chosen } = base;
    if (chosen === null) return;
    const { range, site, key } = chosen;
    const rest = { ...(options.most === undefined ? {} : { most: options.most }), ...(site === null ? {} : { site }) };
    void history.ask({ type: 'history', step: options.step(range), ...instantsOf(range), ...rest }, key);
  });
  return {
    get chosen() {
      return base.chosen;
    },
    get range() {
      return base.range;
    },
    get history() {
      return base.chosen === null ? null : history.value;
    },
    get bytes() {
      return bytesOf(history.value);
    },
    get before() {
      return base.before;
    },
    get refusal() {
      return (base.chosen === null ? null : history.refusal) ?? base.beforeRefusal;
    },
    get isPending() {
      return base.isStale(history);
    },
    isStale: base.isStale,
  };
}

const bytesOf = (history: Replies['history'] | null) =>
  history === null ? null : history.total.down + history.total.up;
