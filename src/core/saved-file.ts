import type { DownloadLook } from './cancelled-size.ts';

/** A file that the browser has saved, or received in part. */
export type SavedFile = {
  /** The address that was requested, and that after the last redirect. */
  addresses: readonly string[];
  /** Epoch ms. */
  at: number;
} & (
  | {
      /** Its size on disk: after decoding. */
      bytes: number;
    }
  | {
      /** Of a download that was cancelled or interrupted: what was seen of it, oldest first. */
      looks: readonly DownloadLook[];
      /** Its full size; `null` where unknown. */
      total: number | null;
    }
);
