/** Where in the dashboard one is: a section, and what of it is opened (`#sites/youtube.com`). */
export type Route = { section: string; detail: string | null };

/** What an address names; `section` is `''` where it names none. A detail that is no valid text counts as none. */
export function routeOf(hash: string): Route {
  const [section = '', ...rest] = hash.replace(/^#/, '').split('/');
  if (rest.length === 0) return { section, detail: null };
  try {
    return { section, detail: decodeURIComponent(rest.join('/')) };
  } catch {
    return { section, detail: null };
  }
}

/** The address of a section, or of something in it. */
export function addressOf({ section, detail }: Route): string {
  return detail === null ? `#${section}` : `#${section}/${encodeURIComponent(detail)}`;
}
