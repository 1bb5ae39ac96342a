/**
 * @typedef {{ down: number; up: number; low: number; high: number; measured: number; requests: number }} Count
 * @typedef {Count & { host: string }} HostCount
 * @typedef {Count & { site: string; hosts: HostCount[] }} SiteCount
 */

const head = ['site', 'down', 'up', '±', 'measured', 'requests'];

/**
 * @param {{ total: Count; sites: SiteCount[] }} report
 * @param {boolean} hosts list each site's hosts below it
 * @returns {string} lines of aligned columns, the total last
 */
export function usageTable({ total, sites }, hosts) {
  const rows = sites.flatMap((site) => [
    cells(site.site || '(no site)', site),
    ...(hosts ? site.hosts.map((host) => cells(`  ${host.host}`, host)) : []),
  ]);
  const table = [head, ...rows, cells('total', total)];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join('\n');
}

/**
 * @param {string} name
 * @param {Count} count
 */
function cells(name, { down, up, low, high, measured, requests }) {
  const bytes = down + up;
  const spread = bytes > 0 ? (high - low) / 2 / bytes : 0;
  return [name, megabytes(down), megabytes(up), percent(spread), percent(measured), String(requests)];
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(3)} MB`;
}

/** @param {number} share 0…1 */
function percent(share) {
  return `${(share * 100).toFixed(share < 0.0995 && share > 0 ? 1 : 0)} %`;
}
