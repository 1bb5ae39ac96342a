/** A place in the dashboard: a section, and what is opened in it (`#sites/youtube.com`); `null`: nothing. */
export type Route = { section: string; detail: string | null };

/** The route of an address; `section` is `''` where it names none. A detail that cannot be decoded is ignored. */
export function routeOf(hash: string): Route {
  const [section = '', ...rest] = hash.replace(/^#/, '').split('/');
  if (rest.length === 0) return { section, detail: null };
  try {
    return { section, detail: decodeURIComponent(rest.join('/')) };
  } catch {
    return { section, detail: null };
  }
}

/** The address of a route, `#` included. */
export function addressOf({ section, detail }: Route): string {
  return detail === null ? `#${section}` : `#${section}/${encodeURIComponent(detail)}`;
}
