import { headerOf, type HttpHeader } from '../http-header.ts';

/** How a server treats its connections, as far as it differs from the usual server. */
export type ServerHabits = {
  /** How long it keeps an idle connection, in ms; absent: as long as is usual. */
  idleMs?: number;
  /** It does not use HPACK's dynamic table: each response spells out its headers again. */
  isWithoutTable?: true;
  /** The last piece of a response also ends it; others send an empty DATA frame for that. */
  endsWithLast?: true;
};

/**
 * By the name in `Server` (RFC 9110 §10.2.4). Idle times are the defaults of the manuals (nginx `keepalive_timeout`,
 * Apache and LiteSpeed `KeepAliveTimeout`, h2o `http2-idle-timeout`). How responses end was seen in captured packets of
 * Debian's nginx 1.22, Apache 2.4, h2o 2.2 and Caddy 2.6: hardly any ended with an empty DATA frame of its own, nearly
 * all of Node's did. nginx encodes every header as a literal (`ngx_http_v2_header_filter`).
 */
const HABITS: readonly (readonly [name: RegExp, habits: ServerHabits])[] = [
  [/^(nginx|openresty|tengine)\b/i, { idleMs: 75_000, isWithoutTable: true, endsWithLast: true }],
  [/^apache(?:[/ ]|$)/i, { idleMs: 5000, endsWithLast: true }],
  [/^litespeed\b/i, { idleMs: 5000 }],
  [/^h2o\b/i, { idleMs: 10_000, endsWithLast: true }],
  [/^caddy\b/i, { endsWithLast: true }],
];

const USUAL: ServerHabits = {};

/** The habits of the server that sent these headers; its own word for its idle time comes first. */
export function serverHabits(headers: readonly HttpHeader[]): ServerHabits {
  const server = headerOf(headers, 'server') ?? '';
  const habits = HABITS.find(([name]) => name.test(server))?.[1] ?? USUAL;
  const told = /\btimeout=(\d{1,5})\b/.exec(headerOf(headers, 'keep-alive') ?? '');
  return told ? { ...habits, idleMs: 1000 * Number(told[1]) } : habits;
}
