/** Where a document is, by the browser's word. */
export type DocumentPlace = {
  tabId: number;
  frameId: number;
  /** The tab's top-level address. */
  topUrl: string;
  isPrivate: boolean;
};

/** Documents remembered at most; those not heard of for longest are forgotten first. */
const KEPT = 2000;

/**
 * Tells where a document is that sent a message. Firefox names no tab for what a document says while its tab is being
 * closed: it is then where it was when it was last heard of. A document is known by a random name that its isolated
 * world alone has. `null`: it was never heard of while its tab was open.
 */
export function createDocumentPlaces(): (document: string, sender: DocumentPlace) => DocumentPlace | null {
  const places = new Map<string, DocumentPlace>();
  return (document, sender) => {
    if (sender.tabId < 0 || sender.frameId < 0) return places.get(document) ?? null;
    const { tabId, frameId, topUrl, isPrivate } = sender;
    places.delete(document);
    places.set(document, { tabId, frameId, topUrl, isPrivate });
    if (places.size > KEPT) places.delete(places.keys().next().value!);
    return sender;
  };
}
