import { csvOf } from '../../core/csv.ts';

/** A chart's data as a table: for users who cannot see the chart, and for a file. */
export type ChartTable = {
  columns: string[];
  /** As shown. */
  rows: string[][];
  /** Exact figures; the first row is a heading that names their units. */
  file: (string | number)[][];
};

/** A table as a CSV file. It starts with a byte order mark, without which spreadsheets guess the encoding. */
export function tableFile({ file }: Pick<ChartTable, 'file'>): Blob {
  return new Blob(['\ufeff', csvOf(file)], { type: 'text/csv;charset=utf-8' });
}

/** A file's name from the chart's title and the day it is saved on. */
export function fileName(title: string, day: string, ending: string): string {
  const plain = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return `datagauge-${plain}-${day}.${ending}`.toLowerCase();
}
