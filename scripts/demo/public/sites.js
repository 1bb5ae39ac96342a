/** The origin of one of the demo's hosts, given without its `.localhost`. */
export const siteOrigin = (name) => `http://${name}.localhost:${location.port}`;

/** The menu's links: the port is known only now. */
export function linkSites() {
  for (const link of document.querySelectorAll('a[data-site]')) link.href = `${siteOrigin(link.dataset.site)}/`;
}
