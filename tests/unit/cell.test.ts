import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCells, EMPTY_CELL, isEmptyCell, subtractCells, type Cell } from '../../src/core/cell.ts';
import { addToRows, mergeRows, siteCell, type SiteRows } from '../../src/core/ledger-rows.ts';
import { cellArbitrary as cell, nameArbitrary as name } from './support/cells.ts';

const sum = (cells: Cell[]) => cells.reduce(addCells, { ...EMPTY_CELL });
const parts = ['down', 'up', 'low', 'high', 'measured', 'requests'] as const;

describe('cells', () => {
  it('add up in any order', () => {
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        expect(sum([...cells].reverse())).toEqual(sum(cells));
        for (const part of parts) expect(sum(cells)[part]).toBe(cells.reduce((total, one) => total + one[part], 0));
      }),
    );
  });

  it('are corrected by adding the difference', () => {
    fc.assert(
      fc.property(cell, cell, (posted, truth) => {
        expect(addCells(posted, subtractCells(truth, posted))).toEqual(truth);
        expect(isEmptyCell(subtractCells(truth, truth))).toBe(true);
      }),
    );
  });

  it.each(parts)('are not empty with %s alone', (part) => {
    expect(isEmptyCell({ ...EMPTY_CELL, [part]: -1 })).toBe(false);
  });

  it('of the empty kind are read-only', () => {
    expect(() => ((EMPTY_CELL as Cell).down = 1)).toThrow(TypeError);
  });
});

describe('rows', () => {
  const rows = fc.array(fc.record({ site: name, host: name, kind: name, cell }));
  const build = (all: { site: string; host: string; kind: string; cell: Cell }[]): SiteRows => {
    const made: SiteRows = new Map();
    for (const { site, host, kind, cell: one } of all) addToRows(made, site, host, kind, one);
    return made;
  };

  it('sum over sites to the total, whatever the sites are called', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const made = build(all);
        expect(sum([...made.keys()].map((site) => siteCell(made, site)))).toEqual(sum(all.map((row) => row.cell)));
      }),
    );
  });

  it('merged from parts equal the rows of the whole, and leave the parts unchanged', () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const merged = build(first);
        const source = build(second);
        mergeRows(merged, source);
        expect(merged).toEqual(build([...first, ...second]));
        expect(source).toEqual(build(second));
      }),
    );
  });

  it('contain nothing of an unknown site', () => {
    expect(siteCell(new Map(), 'news.test')).toEqual(EMPTY_CELL);
  });
});
