/**
 * Names of HPACK's static table in its order, from index 15 on, where no value comes with them (RFC 7541, appendix A).
 */
const NAMES =
  'accept-charset accept-encoding accept-language accept-ranges accept access-control-allow-origin age allow ' +
  'authorization cache-control content-disposition content-encoding content-language content-length content-location ' +
  'content-range content-type cookie date etag expect expires from host if-match if-modified-since if-none-match ' +
  'if-range if-unmodified-since last-modified link location max-forwards proxy-authenticate proxy-authorization range ' +
  'referer refresh retry-after server set-cookie strict-transport-security transfer-encoding user-agent vary via ' +
  'www-authenticate';

/** Those that come with values; the first index of each name. */
const WITH_VALUES: Readonly<Record<string, { index: number; values: readonly string[] }>> = {
  ':authority': { index: 1, values: [] },
  ':method': { index: 2, values: ['GET', 'POST'] },
  ':path': { index: 4, values: ['/', '/index.html'] },
  ':scheme': { index: 6, values: ['http', 'https'] },
  ':status': { index: 8, values: ['200', '204', '206', '304', '400', '404', '500'] },
};

const INDEX = new Map<string, number>(NAMES.split(' ').map((name, n) => [name, n + 15]));
for (const [name, { index }] of Object.entries(WITH_VALUES)) INDEX.set(name, index);

/** The first index of a name; `undefined` where the table has none. */
export const staticIndex = (name: string): number | undefined => INDEX.get(name);

/** Whether name and value together are one entry: a single byte on the wire. */
export const isStaticEntry = (name: string, value: string): boolean =>
  name[0] === ':'
    ? (WITH_VALUES[name]?.values.includes(value) ?? false)
    : name === 'accept-encoding' && value === 'gzip, deflate';
