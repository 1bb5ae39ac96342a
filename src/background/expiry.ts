/** Events between two checks: a flooding page must not let open postings pile up until the next minute's tick. */
const NEWS_APART = 500;

/** Forgets postings for which no more evidence will come. */
export type Expiry = {
  /** Checks now. */
  look(): void;
  /** Counts an event; checks every so many. */
  heard(): void;
};

/** @param deps `expire`: removes expired postings and returns their ids; `close`: deletes one on disk */
export function createExpiry(deps: { expire(): readonly string[]; close(id: string): void }): Expiry {
  let news = 0;
  const look = () => {
    for (const id of deps.expire()) deps.close(id);
  };
  return {
    look,
    heard: () => {
      if (++news % NEWS_APART === 0) look();
    },
  };
}
