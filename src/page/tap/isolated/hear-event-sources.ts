import type { Counter } from '../counter.ts';
import { textBytes } from './form-bytes.ts';

/** 'data: ' and the two line ends after it (HTML, 'Interpreting an event stream'). */
const EVENT_BYTES = 8;
/** 'event: ' and its line end. */
const TYPE_BYTES = 8;
/** 'id: ' and its line end. */
const ID_BYTES = 5;

/**
 * Estimates what EventSources received from the events of the types that the page listens to; called for each source
 * and type. Comments, and events without a listener, go unseen.
 */
export function createEventSources(tell: (counter: Counter) => void): (source: EventSource, counter: Counter) => void {
  const sources = new WeakMap<EventSource, { counter: Counter; types: Set<string>; last: { id: string } }>();
  return (source, shown) => {
    const known = sources.get(source);
    const { counter, types, last } = known ?? {
      counter: { ...shown, url: source.url },
      last: { id: '' },
      types: new Set(['open', 'error']), // nothing was received for these
    };
    if (!known) {
      sources.set(source, { counter, types, last });
      // Each reconnect is a request of its own, of which nothing has been read yet.
      source.addEventListener('open', ({ isTrusted }) => {
        if (isTrusted) counter.down = 0;
      });
    }
    const type = shown.note ?? 'message';
    if (types.has(type)) return;
    types.add(type);
    source.addEventListener(type, (event) => {
      const { data, isTrusted, lastEventId } = event as MessageEvent<string>;
      if (!isTrusted) return;
      counter.down += textBytes(data) + EVENT_BYTES + (type === 'message' ? 0 : TYPE_BYTES + textBytes(type));
      // An event without an id of its own has that of the event before it.
      if (lastEventId !== last.id) counter.down += textBytes(lastEventId) + ID_BYTES;
      last.id = lastEventId;
      tell(counter);
    });
  };
}
