import type { History } from '../../../core/history.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import { COLOURED } from '../../charts/site-colour.ts';
import { dataText } from '../../format/data-text.ts';
import { bytesPer, pickUnit } from '../../format/data-unit.ts';
import { numberText } from '../../format/number-text.ts';
import { NBSP } from '../../format/percent-text.ts';
import { wallClock, type WallClock } from '../../format/wall-clock.ts';
import { siteName } from '../../popup/site-rows.ts';
import { lineDecimals, niceLines } from '../../charts/nice-lines.ts';
import { dashboardWords } from '../../wording/dashboard-words.ts';
import type { Voice } from '../../wording/voice.ts';
import { dayOf } from '../range/range.ts';

/** One day's bar, epoch ms and bytes. `parts`: from the bottom up, by the site's rank, −1 for all other sites. */
export type DayBar = {
  from: number;
  to: number;
  bytes: number;
  parts: { rank: number; bytes: number }[];
  label: string;
  /** The day's name on the axis. */
  day: string;
  /** Bytes that may be used on that day if data is to last; `null`: not known. */
  share: number | null;
  isToday: boolean;
  /** It has not begun yet. */
  isAhead: boolean;
};

export type DayBars = {
  most: number;
  bars: DayBar[];
  lines: { bytes: number; label: string }[];
  names: { rank: number; name: string }[];
  stops: { at: number; text: string }[];
  table: ChartTable;
};

type Options = {
  base: 1000 | 1024;
  zone: string;
  /** Epoch ms. */
  now: number;
  /** Bytes that may be used on each future day; `null` or absent: not known. */
  aheadShare?: number | null;
  /** Bytes that could be used on a past day or today; absent: not known for any. */
  shareOf?: (from: number, to: number) => number | null;
};

/** A history by days as bars, stacked by site with the heaviest at the bottom. */
export function dayBars(history: History, options: Options, voice: Voice): DayBars {
  const { base, zone, now } = options;
  const words = dashboardWords(voice);
  const top = history.sites.slice(0, COLOURED);
  const past = history.starts.map((from, i): DayBar => {
    const to = history.starts[i + 1] ?? history.to;
    const stretch = history.stretches[i]!;
    const bytes = stretch.down + stretch.up;
    const own = top.map((site, rank) => ({ rank, bytes: site.bytes[i]! }));
    const rest = bytes - own.reduce((sum, part) => sum + part.bytes, 0);
    const isAhead = from > now;
    return {
      from,
      to,
      bytes,
      parts: [...own, { rank: -1, bytes: rest }].filter((part) => part.bytes > 0.5),
      label: '',
      day: axisName(wallClock(from, zone), history.starts.length, voice),
      share: isAhead ? (options.aheadShare ?? null) : (options.shareOf?.(from, to) ?? null),
      isToday: from <= now && now < to,
      isAhead,
    };
  });
  const most = Math.max(1, ...past.map(({ bytes, share }) => Math.max(bytes, share ?? 0)));
  const unit = pickUnit(most, base);
  const amount = (bytes: number) => dataText(bytes, { base, unit }, voice.language).number;
  const dayName = (from: number) => voice.words.date(wallClock(from, zone));
  const names = [
    ...top.map(({ site }, rank) => ({ rank, name: siteName(site, voice) })),
    ...(history.siteCount > top.length ? [{ rank: -1, name: words.other }] : []),
  ];
  const nameOf = (rank: number) => names.find((one) => one.rank === rank)?.name ?? words.other;
  const bars = past.map((bar) => ({ ...bar, label: bar.bytes > 0 ? amount(bar.bytes) : '' }));
  const span = history.to - history.from;
  const perUnit = bytesPer(unit, base);
  const lines = niceLines(most / perUnit);
  const counted = bars.filter(({ isAhead }) => !isAhead);
  const hasShare = bars.some(({ share }) => share !== null);
  const shareOf = ({ share }: DayBar) => (share === null ? '–' : amount(share));
  return {
    most,
    bars,
    names,
    lines: lines.map((value, i) => ({
      bytes: value * perUnit,
      label: numberText(value, lineDecimals(lines), voice.language) + (i === lines.length - 1 ? NBSP + unit : ''),
    })),
    stops: counted.map(({ from, to, bytes, parts }) => ({
      at: ((from + to) / 2 - history.from) / span,
      text: [
        `${dayName(from)} · ${amount(bytes)}${NBSP}${unit}`,
        ...parts.slice(0, 3).map((part) => `${nameOf(part.rank)} ${amount(part.bytes)}`),
      ].join(' · '),
    })),
    table: {
      columns: [words.day, unit, ...(hasShare ? [words.days.share] : []), ...names.map(({ name }) => name)],
      rows: (hasShare ? bars : counted).map((bar) => [
        dayName(bar.from),
        bar.isAhead ? '–' : amount(bar.bytes),
        ...(hasShare ? [shareOf(bar)] : []),
        ...names.map(({ rank }) =>
          bar.isAhead ? '–' : amount(bar.parts.find((part) => part.rank === rank)?.bytes ?? 0),
        ),
      ]),
      file: [
        ['day', 'bytes', ...names.map(({ name }) => name)],
        ...counted.map(({ from, bytes, parts }) => [
          dayOf(from, zone),
          bytes,
          ...names.map(({ rank }) => Math.round(parts.find((part) => part.rank === rank)?.bytes ?? 0)),
        ]),
      ],
    },
  };
}

/** A day's name on the axis: for up to ten days weekday and date, otherwise the date alone. */
function axisName(day: WallClock, days: number, { words }: Voice): string {
  if (days > 10) return words.axisDate(day);
  const { before, name, date } = words.axisDay(day);
  return before + name + date;
}
