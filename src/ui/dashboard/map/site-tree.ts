import type { Report } from '../../../core/contract.ts';

/** A box of the map: a site, a host of it, or a kind. */
export type TreeNode = { key: string; name: string; bytes: number; rank: number; children?: TreeNode[] };

/** Boxes that would be smaller than this share of the whole are put together. */
const LEAST = 0.004;

/**
 * A report as boxes in boxes: site, then host. What is too small to be seen is put together, so that the boxes still
 * add up to the whole.
 *
 * @param names what sites are called, and what the small ones together are
 */
export function siteTree(report: Report, names: { site(site: string): string; others: string }): TreeNode {
  const whole = Math.max(1, report.total.down + report.total.up);
  const sites = report.sites.map((site, rank): TreeNode => {
    const bytes = site.down + site.up;
    const hosts = site.hosts.map((host) => ({
      key: `${site.site} ${host.host}`,
      name: host.host,
      bytes: host.down + host.up,
      rank,
    }));
    return {
      key: site.site,
      name: names.site(site.site),
      bytes,
      rank,
      children: together(hosts, LEAST * whole, { key: `${site.site} …`, name: names.others, rank }),
    };
  });
  return {
    key: '',
    name: '',
    rank: -1,
    bytes: report.total.down + report.total.up,
    children: together(sites, LEAST * whole, { key: '…', name: names.others, rank: -1 }),
  };
}

function together(nodes: TreeNode[], least: number, rest: Omit<TreeNode, 'bytes'>): TreeNode[] {
  const large = nodes.filter(({ bytes }) => bytes >= least);
  const bytes = nodes.reduce((sum, node) => (node.bytes < least ? sum + node.bytes : sum), 0);
  return bytes > 0 ? [...large, { ...rest, bytes }] : large;
}
