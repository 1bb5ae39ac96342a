import { csvOf } from '../../core/csv.ts';

/** What a chart shows, in rows: for those who cannot see it, and for a file. */
export type ChartTable = {
  columns: string[];
  /** As shown. */
  rows: string[][];
  /** As exact figures, with a heading that names their units. */
  file: (string | number)[][];
};

/** A chart's table as a CSV file that spreadsheets open in the right encoding: hence the byte order mark. */
export function tableFile({ file }: ChartTable): Blob {
  return new Blob(['\ufeff', csvOf(file)], { type: 'text/csv;charset=utf-8' });
}

/** A file's name: the chart's title, and the day it was saved. */
export function fileName(title: string, day: string, ending: string): string {
  const plain = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return `datagauge-${plain}-${day}.${ending}`.toLowerCase();
}
