import type { PopupView, TabUse } from '../../core/popup-view.ts';
import { dataWords } from '../format/data-text.ts';
import { perMinuteText } from '../format/per-minute-text.ts';
import { NBSP } from '../format/percent-text.ts';
import type { Voice } from '../wording/voice.ts';
import { siteName } from './site-rows.ts';

export type FootView = { site: string; bytes: string; rate: string; curve: string };

/** The most points of the curve, and the size of its box. */
const POINTS = 30;
const WIDTH = 48;
const HEIGHT = 14;

/** The usage of this tab, and all traffic of the last minute. @param tab `null`: not known */
export function footView(view: PopupView, tab: TabUse | null, voice: Voice): FootView {
  const base = view.status?.plan.unit ?? 1000;
  const lastMinute = view.perSecond.reduce((sum, bytes) => sum + bytes, 0);
  // A page of the browser itself belongs to no site and uses no data.
  const use = tab === null || tab.site === '' ? null : tab;
  return {
    site: use === null ? '–' : siteName(use.site, voice),
    bytes: use === null ? '' : dataWords(use.bytes, { base }, voice),
    rate: perMinuteText(lastMinute, base, voice) + NBSP + voice.words.perMinute,
    curve: curvePath(view.perSecond),
  };
}

/**
 * The path of the last minute's curve, with a point for every two seconds; on the base line while there is no traffic.
 */
export function curvePath(perSecond: readonly number[]): string {
  const step = Math.max(1, Math.ceil(perSecond.length / POINTS));
  const sums: number[] = [];
  for (let i = 0; i < perSecond.length; i += step) {
    sums.push(perSecond.slice(i, i + step).reduce((sum, bytes) => sum + bytes, 0));
  }
  if (sums.length < 2) return '';
  const top = Math.max(...sums, 1);
  const points = sums.map((bytes, i) => {
    const x = (i * (WIDTH - 1)) / (sums.length - 1);
    const y = HEIGHT - 0.8 - (bytes / top) * (HEIGHT - 1.6);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}
