import { collect } from './tap/book.ts';
import { disguiseFunctions } from './tap/disguise.ts';
import { COLLECT } from './tap/handover.ts';
import { on, openLine } from './tap/line.ts';
import { quietly } from './tap/natives.ts';
import { watchStreams } from './tap/streams.ts';
import { watchChannels } from './tap/watch-channels.ts';
import { watchResponses } from './tap/watch-responses.ts';
import { watchTargets } from './tap/watch-targets.ts';
import { watchUploads } from './tap/watch-uploads.ts';
import { watchWebSocket } from './tap/watch-web-socket.ts';

/**
 * Counts, in the page's own world, the bytes that no extension API shows: see `TapReport`. Must be called once, before
 * any code of the page: its modules hold the document's state. What runs inside workers (their WebSockets above all) is
 * out of its reach.
 *
 * @param hidesSizes the browser keeps the sizes of cross-origin responses to itself, as Chromium does
 */
export function startTap(hidesSizes: boolean): void {
  openLine();
  disguiseFunctions();
  // A browser, or a page without a secure context, may lack one channel or another.
  quietly(watchWebSocket);
  quietly(watchUploads);
  quietly(watchStreams);
  quietly(() => watchResponses(hidesSizes));
  quietly(watchChannels);
  quietly(watchTargets);
  on(COLLECT, collect);
}
