/** A response that the guard has held: nothing of it but its head, and what was under way, has come. */
export type LargeFile = {
  id: string;
  address: string;
  /** The site of the page that wanted it. */
  site: string;
  /** Body bytes as its head declares them. */
  bytes: number;
  tab: number;
  /** It was asked for by a page, which must be loaded again to have it; else it is a page or a download itself. */
  isInside: boolean;
  /** Epoch ms. */
  at: number;
};
