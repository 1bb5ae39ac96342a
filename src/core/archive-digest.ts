import { addressHash } from './address-hash.ts';
import type { Archive } from './contract.ts';
import { epochMs } from './epoch-ms.ts';

/**
 * Identifies an archive's usage: one with the same digest is the same archive. The order of its rows makes no
 * difference, and no name can be read from it.
 */
export function archiveDigest({ exportedAt, usage }: Pick<Archive, 'exportedAt' | 'usage'>): string {
  let sum = 0;
  for (const { from, to, plan, site, host, kind, down, up, low, high, measured, requests } of usage) {
    const row = [epochMs(from), epochMs(to), plan, site, host, kind, down, up, low, high, measured, requests];
    sum = (sum + parseInt(addressHash(JSON.stringify(row)), 36)) % Number.MAX_SAFE_INTEGER;
  }
  return `${epochMs(exportedAt)} ${usage.length} ${sum.toString(36)}`;
}
