/** The documents around a request, as Firefox reports them; Chromium reports none of the addresses. */
export type Placed = { frameId: number; documentUrl?: string; frameAncestors?: { url: string }[] };

/**
 * The address of a request's top-level document; `null` where the browser does not tell.
 *
 * Firefox names the ancestor documents, the outermost last; Chromium names none. A worker's request has no ancestors,
 * whatever frame it runs in: below the top frame its document is not the tab's.
 */
export function topUrlOf({ frameId, documentUrl, frameAncestors }: Placed): string | null {
  const ancestor = frameAncestors?.at(-1)?.url;
  if (ancestor !== undefined || documentUrl === undefined) return ancestor ?? null;
  return frameId === 0 ? documentUrl : null;
}
