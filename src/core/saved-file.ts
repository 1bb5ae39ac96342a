import type { DownloadLook } from './cancelled-size.ts';

/** A file that the browser has saved, or received in part. */
export type SavedFile = {
  /** What was asked for first, and after the last redirect. */
  addresses: readonly string[];
  /** Epoch ms. */
  at: number;
} & (
  | {
      /** As it lies on the disk: after decoding. */
      bytes: number;
    }
  | {
      /** Of one that was given up or cut off: what was seen of it, the last of it last. */
      looks: readonly DownloadLook[];
      /** Bytes that it would have had; `null` where nobody knows. */
      total: number | null;
    }
);
