import { headerOf, type HttpHeader } from '../http-header.ts';
import type { WireTransfer } from '../wire.ts';

/** How a server treats its connections, as far as it differs from the usual server. */
export type ServerHabits = Pick<WireTransfer, 'endsApartFrom' | 'pieceBytes'> & {
  /** How long it keeps an idle connection, in ms; absent: as long as is usual. */
  idleMs?: number;
  /** It spells out all headers each time, and most of their names. */
  spellsOut?: true;
};

/** The last piece of each response also ends it. */
const NEVER_APART = Number.MAX_SAFE_INTEGER;

/**
 * By the name in `Server` (RFC 9110 §10.2.4). Idle times are the defaults of the manuals (nginx `keepalive_timeout`,
 * Apache and LiteSpeed `KeepAliveTimeout`, h2o `http2-idle-timeout`). How responses are cut and end was seen in captured
 * packets of Debian's nginx 1.22, Apache 2.4, h2o 2.2 and Caddy 2.6; `npm run bench:accuracy -- --front nginx` and
 * `--front apache` show what depends on it. Apache's records over HTTP/1.1 hold 5.3 kB on average.
 */
const HABITS: readonly (readonly [name: RegExp, h2: ServerHabits, h1?: ServerHabits])[] = [
  [/^(nginx|openresty|tengine)\b/i, { idleMs: 75_000, spellsOut: true }],
  [/^apache(?:[/ ]|$)/i, { idleMs: 5000, endsApartFrom: NEVER_APART }, { idleMs: 5000, pieceBytes: 5300 }],
  [/^litespeed\b/i, { idleMs: 5000 }],
  [/^h2o\b/i, { idleMs: 10_000, endsApartFrom: NEVER_APART }],
  [/^caddy\b/i, { endsApartFrom: NEVER_APART }],
];

/**
 * nginx over HTTP/2. What it passes on for an application comes in frames of 7.2 kB on average (`http2_chunk_size` allows
 * 8 kB), each in a record of its own, and a body of more than 2 kB ends in an empty frame; its own files end with their
 * last piece, in records of the usual size.
 */
const NGINX_OWN_FILE = { endsApartFrom: NEVER_APART } as const;
const NGINX_PASSED_ON = { endsApartFrom: 2048, pieceBytes: 7200 } as const;

/** nginx's ETag for a file: hexadecimal time and size, as `ngx_http_set_etag` has them; seconds take 8 digits. */
const OWN_FILES_TAG = /^(?:W\/)?"[\da-f]{8}-[\da-f]+"$/;

const USUAL: (typeof HABITS)[number] = [/^/, {}];

/** The habits of the server that sent these headers; its own word for its idle time comes first. */
export function serverHabits(headers: readonly HttpHeader[], protocol: WireTransfer['protocol']): ServerHabits {
  const server = headerOf(headers, 'server') ?? '';
  const [, h2, h1 = h2] = HABITS.find(([name]) => name.test(server)) ?? USUAL;
  const usual = protocol === 'http/1.1' ? h1 : h2;
  const isOwnFile = OWN_FILES_TAG.test(headerOf(headers, 'etag') ?? '');
  const habits =
    usual.spellsOut && protocol === 'h2' ? { ...usual, ...(isOwnFile ? NGINX_OWN_FILE : NGINX_PASSED_ON) } : usual;
  const told = /\btimeout=(\d{1,5})\b/.exec(headerOf(headers, 'keep-alive') ?? '');
  return told ? { ...habits, idleMs: 1000 * Number(told[1]) } : habits;
}
