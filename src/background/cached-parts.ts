import { addressHash } from '../core/address-hash.ts';
import { bytesWithin, firstMissing, withRange, type ByteRanges } from '../core/byte-ranges.ts';
import type { CachedPart } from '../core/cached-part.ts';
import { contentLengthOf } from '../core/http-header.ts';
import { mediaPart } from '../core/media-part.ts';
import { PRIVATE_SITE } from '../core/report.ts';
import type { RequestEvent } from '../core/request-event.ts';
import { siteOf } from '../core/site.ts';

/**
 * Knows what Chromium's cache has of files that came in parts. A response is `fromCache` for Chromium as soon as the
 * cache has any part of its file: the bytes that are missing come over the network all the same
 * (`HttpCache::Transaction` and `PartialData` in `net/http`), as with each segment of a film after the first. What was
 * seen of a file since it was last fetched anew tells which those are.
 */
export type CachedParts = {
  /**
   * Called with the head of each response. Returns what the cache has of its file, if the response is `fromCache` and
   * the cache lacks some of it, as far as is known; `null`: it comes whole from the cache, or whole from the network.
   */
  begins(event: RequestEvent, siteOf: () => string): CachedPart | null;
  /**
   * Called when a response has ended. `bytes`: how many came over the network. The cache keeps them, whether the
   * response was cancelled or not.
   */
  ends(event: RequestEvent, site: string, cached: CachedPart | null, bytes: number): void;
  /** For the next run of the background, without private windows'; `null`: nothing has changed since the last call. */
  takeChanged(): CachedPartsState | null;
};

/** As kept over the worker's death. Files are hashes of their address and of who asked for them. */
export type CachedPartsState = readonly (readonly [file: string, ranges: ByteRanges])[];

/** Files remembered at most; those not used for longest go first. And ranges of each: of one with more none is known. */
const KEPT = { files: 200, ranges: 100 };

/** @param state what an earlier run of the background kept; nothing where it is the first */
export function createCachedParts(state: CachedPartsState = []): CachedParts {
  const files = new Map(state);
  const privateFiles = new Set<string>();
  let hasChanged = false;

  // The cache is partitioned by the sites of the page and of the frame (`NetworkIsolationKey`).
  const fileOf = ({ url, initiator }: RequestEvent, site: string) => addressHash(`${site} ${siteOf(initiator)} ${url}`);

  const forget = (file: string) => {
    files.delete(file);
    privateFiles.delete(file);
  };

  const set = (file: string, site: string, ranges: ByteRanges) => {
    hasChanged ||= site !== PRIVATE_SITE;
    forget(file);
    if (ranges.length > KEPT.ranges) return;
    files.set(file, ranges);
    if (site === PRIVATE_SITE) privateFiles.add(file);
    if (files.size > KEPT.files) forget(files.keys().next().value!);
  };

  return {
    begins: (event, ownSite) => {
      const { status, fromCache, sizes, headers } = event;
      if (sizes !== null || (status !== 206 && files.size === 0)) return null;
      const site = ownSite();
      const file = fileOf(event, site);
      const ranges = files.get(file);
      if (!fromCache) {
        if (status === 206 ? ranges?.length !== 0 : ranges) set(file, site, []);
        return null;
      }
      if (!ranges) return status === 206 ? { ranges: [], isAll: false } : null;
      const { from } = mediaPart(event);
      const length = contentLengthOf(headers);
      const isWhole = length === null || bytesWithin(ranges, from, from + length) === length;
      return isWhole ? null : { ranges, isAll: true };
    },
    ends: (event, site, cached, bytes) => {
      const { status, fromCache, sizes, phase } = event;
      if (sizes !== null || (fromCache && cached === null)) return;
      if (status !== 206 && phase === 'completed' && files.size === 0) return;
      const file = fileOf(event, site);
      const ranges = files.get(file);
      // What came whole is whole in the cache; that need be known only of what came in parts before.
      if (status !== 206 && phase === 'completed' && !ranges) return;
      const from = mediaPart(event).from;
      const missing = firstMissing(cached?.ranges ?? [], from);
      const length = phase === 'completed' ? contentLengthOf(event.headers) : null;
      const to = length === null ? missing + bytes : from + length;
      // Of a file of which the cache had an unknown part there is no telling which bytes it has now.
      if (cached?.isAll !== false) set(file, site, withRange(ranges ?? [], length === null ? missing : from, to));
    },
    takeChanged: () => {
      if (!hasChanged) return null;
      hasChanged = false;
      return [...files].filter(([file]) => !privateFiles.has(file));
    },
  };
}
