import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { mapView } from '../../src/ui/dashboard/map/map-view.ts';
import SiteMap from '../../src/ui/dashboard/map/SiteMap.svelte';
import type { TreeNode } from '../../src/ui/dashboard/map/site-tree.ts';
import { en, report } from './open-dashboard.ts';

afterEach(cleanup);

const leavesOf = (node: TreeNode): TreeNode[] => node.children?.flatMap(leavesOf) ?? [node];

test('a site without hosts is a box of its own', () => {
  const { tree } = mapView(report, 1000, en);
  expect(tree.children?.find(({ key }) => key === '(private)')).toMatchObject({ bytes: 0.088e9 });
  expect(leavesOf(tree).map(({ name }) => name)).toEqual(['googlevideo.com', 'No site', 'Private windows', 'others']);
});

test('a box opens its site, but not where several sites are merged', async () => {
  const onopen = vi.fn();
  const { tree, table, amount } = mapView(report, 1000, en);
  render(SiteMap, { title: 'Map', tree, table, amount, height: 200, voice: en, onopen });
  const map = screen.getByRole('slider');
  await fireEvent.keyDown(map, { key: 'Enter' });
  expect(onopen).toHaveBeenCalledExactlyOnceWith('youtube.com');
  await fireEvent.keyDown(map, { key: 'End' });
  expect(map.getAttribute('aria-valuetext')).toMatch(/^others/);
  await fireEvent.keyDown(map, { key: 'Enter' });
  expect(onopen).toHaveBeenCalledOnce();
});
