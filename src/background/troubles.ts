import type { PopupView } from '../core/popup-view.ts';
import type { Connection } from '../storage/connection.ts';

/** What keeps the counting itself from going as it should, for the faces to say. */
export type Troubles = {
  now(): PopupView['trouble'];
  /** What was posted was written (`null`), or why it was not. */
  flushed(trouble: string | null): void;
  /** Access to sites may have been given or taken. */
  lookAtAccess(): Promise<void>;
};

export type TroublesDeps = {
  connection: Pick<Connection, 'trouble' | 'hasAside'>;
  hasHostAccess(): Promise<boolean>;
};

/** Looks at the access to sites first; a browser that does not tell counts as one that gives it. */
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
