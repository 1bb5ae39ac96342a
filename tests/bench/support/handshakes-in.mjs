/** @param {string} log */
export function handshakesIn(log) {
  const byAddress = new Map();
  for (const line of new Set(log.split('\n'))) {
    const [, address, reused = ''] = /^(\S+) \d+ (\S*)$/.exec(line) ?? [];
    if (address === undefined) continue;
    const sum = byAddress.get(address) ?? { full: 0, resumed: 0 };
    sum[/^r/i.test(reused) ? 'resumed' : 'full']++;
    byAddress.set(address, sum);
  }
  return byAddress;
}
