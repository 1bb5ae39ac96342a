/** News kept at most; the oldest keys are dropped first. */
const NEWS_KEPT = 500;

/** News that arrived before its subject, by key. */
export type Early<News> = {
  keep(key: string, news: News): void;
  /** Removes and returns the oldest of that key that fits; `null` where none does. */
  take(key: string, fits: (news: News) => boolean): News | null;
};

/** Starts empty. */
export function createEarly<News>(): Early<News> {
  const byKey = new Map<string, News[]>();
  let size = 0;
  return {
    keep: (key, news) => {
      if (size >= NEWS_KEPT) {
        const [oldest, list] = byKey.entries().next().value!;
        size -= list.length;
        byKey.delete(oldest);
      }
      const list = byKey.get(key);
      if (list) list.push(news);
      else byKey.set(key, [news]);
      size++;
    },
    take: (key, fits) => {
      const list = byKey.get(key);
      const index = list?.findIndex(fits) ?? -1;
      if (!list || index < 0) return null;
      size--;
      if (list.length === 1) byKey.delete(key);
      return list.splice(index, 1)[0]!;
    },
  };
}
