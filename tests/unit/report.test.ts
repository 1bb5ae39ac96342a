import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCells, EMPTY_CELL, type Cell } from '../../src/core/cell.ts';
import type { Count } from '../../src/core/contract.ts';
import { addToRows, type SiteRows } from '../../src/core/ledger-rows.ts';
import { PRIVATE_SITE, reportOf } from '../../src/core/report.ts';
import { cellArbitrary, nameArbitrary } from './support/cells.ts';

const FROM = '2026-03-01T00:00:00.000Z';
const TO = '2026-03-02T00:00:00.000Z';
const cell = (down: number, up = 0, measured = 0): Cell => ({ ...EMPTY_CELL, down, up, measured, requests: 1 });

const rowsArbitrary = fc
  .array(
    fc.record({
      site: fc.oneof(nameArbitrary, fc.constant(PRIVATE_SITE)),
      host: nameArbitrary,
      kind: fc.constantFrom('script', 'media'),
      cell: cellArbitrary,
    }),
  )
  .map((all) => {
    const rows: SiteRows = new Map();
    for (const row of all) addToRows(rows, row.site, row.host, row.kind, row.cell);
    return { rows, total: all.reduce((sum, row) => addCells(sum, row.cell), { ...EMPTY_CELL }) };
  });

const sums = (counts: Count[]) =>
  (['down', 'up', 'low', 'high', 'requests'] as const).map((part) => counts.reduce((sum, one) => sum + one[part], 0));

describe('reportOf', () => {
  it('sums sites to the total, and hosts and kinds to their site', () => {
    fc.assert(
      fc.property(rowsArbitrary, ({ rows, total }) => {
        const report = reportOf(rows, FROM, TO);
        expect(sums([report.total])).toEqual([total.down, total.up, total.low, total.high, total.requests]);
        expect(sums(report.sites)).toEqual(sums([report.total]));
        for (const site of report.sites) {
          expect(sums(Object.values(site.kinds))).toEqual(sums([site]));
          if (site.site !== PRIVATE_SITE) expect(sums(site.hosts)).toEqual(sums([site]));
          for (const count of [site, ...site.hosts, ...Object.values(site.kinds)])
            expect(count.measured >= 0 && count.measured <= 1).toBe(true);
        }
      }),
    );
  });

  it('has names that are keys of the prototype like any others', () => {
    const rows: SiteRows = new Map();
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    for (const name of names) addToRows(rows, name, name, name, cell(7));
    const report = reportOf(rows, FROM, TO);
    expect(report.total.down).toBe(28);
    expect(report.sites.map(({ site }) => site).sort()).toEqual([...names].sort());
    for (const { site, hosts, kinds, down } of report.sites) {
      expect([down, hosts.map(({ host }) => host), Object.keys(kinds)]).toEqual([7, [site], [site]]);
      expect(Object.entries(kinds)[0]![1].down).toBe(7);
    }
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('puts the largest first, sites and hosts, and sorts ties by name', () => {
    const rows: SiteRows = new Map();
    addToRows(rows, 'b.test', 'x.b.test', 'script', cell(1));
    addToRows(rows, 'b.test', 'y.b.test', 'script', cell(1, 8));
    addToRows(rows, 'c.test', 'c.test', 'script', cell(5));
    addToRows(rows, 'a.test', 'a.test', 'script', cell(4, 1));
    const report = reportOf(rows, FROM, TO);
    expect(report.sites.map(({ site }) => site)).toEqual(['b.test', 'a.test', 'c.test']);
    expect(report.sites[0]!.hosts.map(({ host }) => host)).toEqual(['y.b.test', 'x.b.test']);
  });

  it('names no host of private windows', () => {
    const rows: SiteRows = new Map();
    addToRows(rows, PRIVATE_SITE, 'secret.test', 'script', cell(100));
    const [site] = reportOf(rows, FROM, TO).sites;
    expect(site).toMatchObject({ site: '(private)', down: 100, hosts: [] });
  });

  it('contains the share of bytes that were measured; 1 where there are none', () => {
    const rows: SiteRows = new Map();
    addToRows(rows, 'a.test', 'a.test', 'script', cell(60, 40, 25));
    expect(reportOf(rows, FROM, TO)).toMatchObject({ version: 1, from: FROM, to: TO, total: { measured: 0.25 } });
    expect(reportOf(new Map(), FROM, TO).total.measured).toBe(1);
  });
});
