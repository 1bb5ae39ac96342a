import type { PopupView } from '../core/popup-view.ts';
import type { Connection } from '../storage/connection.ts';

/** What keeps counting from working properly, for display. */
export type Troubles = {
  now(): PopupView['trouble'];
  /** A flush succeeded (`null`), or its error. */
  flushed(trouble: string | null): void;
  /** Access to sites may have been granted or revoked. */
  lookAtAccess(): Promise<void>;
};

export type TroublesDeps = {
  connection: Pick<Connection, 'trouble' | 'hasAside'>;
  hasHostAccess(): Promise<boolean>;
};

/** Checks the access to sites first; a browser that does not tell counts as granting it. */
export async function createTroubles({ connection, hasHostAccess }: TroublesDeps): Promise<Troubles> {
  let ofFlush: string | null = null;
  let hostAccess = await hasHostAccess().catch(() => true);
  return {
    now: () => {
      const aside = connection.hasAside() && { isAside: true as const };
      return { storage: ofFlush ?? connection.trouble(), hostAccess, ...aside };
    },
    flushed: (trouble) => (ofFlush = trouble),
    lookAtAccess: async () => {
      hostAccess = await hasHostAccess();
    },
  };
}
