/** A response that the guard has held: only its head, and what was in flight, has come. */
export type LargeFile = {
  id: string;
  address: string;
  /** The site of the page that wanted it. */
  site: string;
  /** Body bytes as its head declares them. */
  bytes: number;
  tab: number;
  /** It was requested by a page, which must be loaded again to have it; else it is a page or a download itself. */
  isInside: boolean;
  /** Epoch ms. */
  at: number;
};
