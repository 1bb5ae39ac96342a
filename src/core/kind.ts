/** What a transfer was for, as a report names it. `unmeasured`: a channel whose payload nobody sees. */
export type Kind =
  | 'document'
  | 'frame'
  | 'script'
  | 'style'
  | 'image'
  | 'font'
  | 'media'
  | 'fetch'
  | 'beacon'
  | 'websocket'
  | 'unmeasured'
  | 'other';

const KINDS: Readonly<Record<string, Kind>> = {
  main_frame: 'document',
  sub_frame: 'frame',
  script: 'script',
  stylesheet: 'style',
  image: 'image',
  imageset: 'image',
  font: 'font',
  media: 'media',
  xmlhttprequest: 'fetch',
  json: 'fetch',
  ping: 'beacon',
  beacon: 'beacon',
  csp_report: 'beacon',
  websocket: 'websocket',
  webtransport: 'websocket',
};

/** The kind of a webRequest `ResourceType`; types that a browser adds later are `other`. */
export function kindOf(resourceType: string): Kind {
  return Object.hasOwn(KINDS, resourceType) ? KINDS[resourceType]! : 'other';
}
