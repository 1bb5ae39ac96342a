import type { Report } from '../../../core/contract.ts';

/** A node of the map: a site, one of its hosts, or a kind of traffic. */
export type TreeNode = {
  key: string;
  name: string;
  bytes: number;
  /** The site's rank in the report, for its colour; −1: several sites. */
  rank: number;
  /** Absent: a leaf. */
  children?: TreeNode[];
  /** Several small nodes merged into one. */
  isMerged?: true;
};

/** Boxes that would be smaller than this share of the whole are merged. */
const LEAST_SHARE = 0.004;

/**
 * A report as a tree of sites and their hosts. Those too small to be seen are merged into one node, so that the boxes
 * still add up to the whole.
 *
 * @param names the name of a site, and of a merged node
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
    const node = { key: site.site, name: names.site(site.site), bytes, rank };
    // Private windows have no hosts: they are a leaf.
    if (hosts.length === 0) return node;
    const rest = { key: `${site.site} …`, name: names.others, rank };
    return { ...node, children: mergeSmall(hosts, LEAST_SHARE * whole, rest) };
  });
  return {
    key: '',
    name: '',
    rank: -1,
    bytes: report.total.down + report.total.up,
    children: mergeSmall(sites, LEAST_SHARE * whole, { key: '…', name: names.others, rank: -1 }),
  };
}

function mergeSmall(nodes: TreeNode[], least: number, rest: Omit<TreeNode, 'bytes'>): TreeNode[] {
  const large = nodes.filter(({ bytes }) => bytes >= least);
  const bytes = nodes.reduce((sum, node) => (node.bytes < least ? sum + node.bytes : sum), 0);
  return bytes > 0 ? [...large, { ...rest, bytes, isMerged: true }] : large;
}
