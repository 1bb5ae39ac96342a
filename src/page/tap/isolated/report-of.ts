import type { TapReport } from '../../../core/tap-report.ts';
import type { Counter } from '../counter.ts';

/**
 * The report of a counter. `at`: epoch ms, also of a body whose own time is not known; `base`: the base URL of the
 * page's relative addresses.
 */
export function reportOf(counter: Counter, at: number, base: string): TapReport {
  const { id, kind, down, up, downs, ups, over = false, note = '', hidden = false, filledIn = 0, since = at } = counter;
  const url = addressOf(counter.url, base);
  if (kind === 'websocket') {
    const compressed = note.includes('permessage-deflate');
    const alone = note.includes('no_context_takeover');
    const { downText: textDown, upText: textUp } = counter;
    return {
      ...{ kind, id, url, down, up, framesDown: downs, framesUp: ups },
      ...{ compressed, alone, textDown, textUp, closed: over },
    };
  }
  if (kind === 'webrtc') return { kind, id, down, up, packetsDown: downs, packetsUp: ups, filledIn, closed: over };
  if (kind === 'webtransport') return { kind, id, url, down, up, datagramsDown: downs, datagramsUp: ups, closed: over };
  if (kind === 'eventsource') return { kind: 'stream', id, url, by: kind, read: down, done: over, hidden: true, at };
  if (kind === 'beacon' || kind === 'form' || up > 0)
    return { kind: 'body', id, url, method: methodOf(note), by: kind, bytes: up, done: over, at: since };
  return { kind: 'stream', id, url, by: kind, read: down, done: over, hidden, at };
}

/** A page may give anything as a method; the longest registered one has 17 letters. */
const methodOf = (note: string) => String(note).toUpperCase().slice(0, 40) || 'GET';

/** Absolute, without a fragment, as requests are known by; `''` of what is no address. */
function addressOf(url: unknown, base: string): string {
  try {
    const address = new URL(String(url), base);
    address.hash = '';
    return address.href;
  } catch {
    return '';
  }
}
