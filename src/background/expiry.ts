/** A page that floods must not let open postings pile up until the next minute's tick: after so much news they are looked at. */
const NEWS_APART = 500;

/** Forgets postings that no evidence will come for any more. */
export type Expiry = {
  /** Looks now. */
  look(): void;
  /** Something was heard of requests: looks every so often. */
  heard(): void;
};

/** @param deps `expire`: takes out what has waited too long and returns its ids; `close`: forgets one on disk */
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
