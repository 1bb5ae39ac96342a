/** The size of a row's bar chart, CSS px. */
export const SPARK = { width: 34, height: 14 } as const;

/** The least heights of bars: a day with little usage can be told apart from one without any, which is a line. */
const LEAST_PX = { none: 1, some: 1.12 };

/** The gap between bars: `GAP_PX`, or `GAP_SHARE` of a narrow bar's width. */
const GAP_PX = 1;
const GAP_SHARE = 0.35;

/** One path for the bars before today, one for today's, one for the future's. `isWide`: bars fill whole pixels. */
export type SparkPaths = { past: string; today: string; ahead: string; isWide: boolean };

/**
 * The bar chart of a site's days. The popup draws one for each site before its first paint, and three paths take a
 * tenth of the time of 31 elements.
 *
 * @param values one a day, today last
 * @param days their number, future ones included
 */
export function sparkPaths(values: readonly number[], days: number): SparkPaths {
  const count = Math.max(days, values.length);
  const top = Math.max(...values, 1);
  const wide = (SPARK.width + GAP_PX) / count;
  const isNarrow = wide * GAP_SHARE < GAP_PX;
  const pitch = isNarrow ? SPARK.width / (count - GAP_SHARE) : wide;
  const gap = isNarrow ? pitch * GAP_SHARE : GAP_PX;
  const bar = (value: number | undefined, index: number) => {
    const height = value === undefined ? LEAST_PX.none : Math.max(LEAST_PX.some, (value / top) * SPARK.height);
    return `M${px(index * pitch)} ${SPARK.height}V${px(SPARK.height - height)}h${px(pitch - gap)}V${SPARK.height}z`;
  };
  const bars = Array.from({ length: count }, (_, index) => bar(values[index], index));
  const today = values.length - 1;
  return {
    past: bars.slice(0, Math.max(0, today)).join(''),
    today: bars[today] ?? '',
    ahead: bars.slice(today + 1).join(''),
    isWide: pitch >= 3,
  };
}

const px = (value: number): number => Math.round(value * 100) / 100;
