import { expect, it } from 'vitest';
import { EMPTY_CELL } from '../../src/core/cell.ts';
import type { ComparedTile } from '../../src/storage/compare-tile.ts';
import { tileAdditions } from '../../src/storage/tile-additions.ts';

it('adds all rows of a slot, however many an archive has', () => {
  const cell = { ...EMPTY_CELL, down: 1, requests: 1 };
  const row = { from: 0, to: 900_000, owner: 'none', site: 'news.test', host: 'news.test', kind: 'image', cell };
  const rows = Array.from({ length: 300_000 }, () => row);
  const tile = { theirs: new Map([['key', { cell, rows }]]), total: new Map(), sources: new Map(), begins: new Map() };
  expect(tileAdditions(tile as unknown as ComparedTile, 0, 'all')).toHaveLength(300_000);
});
