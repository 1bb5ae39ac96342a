/** Where a document is, as the browser attests it. */
export type DocumentPlace = {
  tabId: number;
  frameId: number;
  /** The tab's top-level address. */
  topUrl: string;
  isPrivate: boolean;
};

/** Documents remembered at most; the least recently used are forgotten first. */
const KEPT = 2000;

/**
 * Finds the place of a document that sent a message. Firefox names no tab for messages sent while the tab is being
 * closed: then the document's last known place is used. A document is identified by a random name that only its
 * isolated world knows. `null`: it was never heard of while its tab was open.
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
