import type { TapReport } from '../core/tap-report.ts';
import type { Counter, Shown } from './tap/counter.ts';
import { ANSWER, beforePageCode, CHANGED, COLLECT, COUNTERS, END, FORM, OFFER, STACK, TARGET } from './tap/handover.ts';
import { watchMedia } from './media/watch-media.ts';
import { formBytes } from './tap/isolated/form-bytes.ts';
import { createEventSources } from './tap/isolated/hear-event-sources.ts';
import { createRequests } from './tap/isolated/hear-requests.ts';
import { createSockets } from './tap/isolated/hear-sockets.ts';
import { createLiveWorkers } from './tap/isolated/live-workers.ts';
import { createNews } from './tap/isolated/news.ts';
import { createPeers } from './tap/isolated/poll-peers.ts';
import { reportOf } from './tap/isolated/report-of.ts';
import { withoutOwnLines } from './tap/isolated/own-lines.ts';
import { watchForms } from './tap/isolated/watch-forms.ts';

/**
 * What changes within this time shares a message. In Firefox a document's first goes at once: see
 * `createDocumentPlaces`.
 */
const GATHER_MS = 500;

/** What can be ended of what the tap has shown. */
export type TapPort = {
  /** Closes WebSockets, WebTransports and the like. */
  closeChannels(): void;
  /** Ends workers, with all that they have under way. @returns whether there were any */
  endWorkers(): boolean;
};

/**
 * The isolated world's half of the channel to the tap: must be called synchronously at document_start. Hands on what
 * changed, at most every half second, and once more as the document is left. Silent where there is no tap.
 *
 * `hidesSizes`: as for `startTap`. Players are watched in either case: no browser counts what it goes on receiving
 * after a player has enough. `onWorker`: called once, when the document starts its first worker.
 */
export function listenToTap(
  onReports: (reports: TapReport[]) => void,
  { hidesSizes, onWorker = () => {} }: { hidesSizes: boolean; onWorker?: () => void },
): TapPort {
  let tap: EventTarget | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gatherMs = hidesSizes ? GATHER_MS : 0;
  const onPlayer = watchMedia(onReports);

  const now = () => performance.timeOrigin + performance.now();
  const news = createNews(
    (counter) => reportOf(counter, now(), document.baseURI),
    () => {
      watchLeaving(); // document.open() takes every listener away
      collectSoon();
    },
  );
  const tell = (counter: Counter) => news.tell(counter);
  const sockets = createSockets(tell, () => refresh());
  const workers = createLiveWorkers(onWorker);
  const hearSource = createEventSources(tell);
  const hearPeer = createPeers(tell);
  // The tap gives a request one number, but it has three counters.
  const tellAs = (part: number) => (counter: Counter) => tell({ ...counter, id: counter.id + part });
  const hearRequest = createRequests({ tell, tellBody: tellAs(0.5), tellSent: tellAs(0.25), hidesSizes });

  const send = (event: Event) => tap?.dispatchEvent(event);
  const answer = (detail: string | number) => send(new CustomEvent(ANSWER, { detail }));
  let isAnswered = false;
  const ask = () => {
    isAnswered = false;
    send(new Event(COLLECT)); // answered before it returns
    return isAnswered;
  };
  // Firefox interrupts whatever script runs when a process begins to shut down, as with the last tab of a site (its
  // preference dom.abort_script_on_child_shutdown): perhaps the tap in the middle of its answer. What starts afterwards
  // runs on.
  const refresh = () => void (ask() || ask());
  const collect = () => {
    refresh();
    news.take((reports) => {
      gatherMs = GATHER_MS;
      onReports(reports);
    });
    clearTimeout(timer);
    timer = undefined;
  };
  const collectSoon = () => {
    timer ??= setTimeout(collect, gatherMs);
  };

  const hear: Record<string, (event: never) => void> = {
    [CHANGED]: () => collectSoon(),
    [COUNTERS]: ({ detail }: CustomEvent<string>) => {
      for (const counter of Object.values(JSON.parse(detail) as Record<string, Counter>))
        tell(sockets.complete(counter));
      isAnswered = true;
      answer('heard');
    },
    [TARGET]: ({ relatedTarget, pointerType }: PointerEvent) => {
      const counter = JSON.parse(pointerType) as Counter | Shown;
      if (counter.kind === 'websocket') sockets.add(relatedTarget as WebSocket, counter);
      else if (counter.kind === 'webrtc') hearPeer(relatedTarget as RTCPeerConnection, counter);
      else if (counter.kind === 'eventsource') hearSource(relatedTarget as EventSource, counter);
      else if (counter.kind === 'xhr') hearRequest(relatedTarget as XMLHttpRequest, counter);
      else if (counter.kind === 'media') onPlayer(relatedTarget as HTMLMediaElement);
      else if (counter.kind === 'worker') workers.add(relatedTarget as Worker);
    },
    [FORM]: ({ formData }: FormDataEvent) => answer(formBytes(formData, 'multipart/form-data')),
    [STACK]: ({ detail }: CustomEvent<string>) => answer(withoutOwnLines(detail)),
  };

  const take = (event: Event) => {
    const offered = (event as MouseEvent).relatedTarget;
    if (tap || !offered) return;
    tap = offered;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.fonts.removeEventListener(OFFER, take);
    for (const [type, listener] of Object.entries(hear)) tap.addEventListener(type, listener as (event: Event) => void);
  };
  const watchLeaving = () => {
    addEventListener('pagehide', collect);
    addEventListener('beforeunload', collect);
    addEventListener('visibilitychange', collect);
  };

  document.fonts.addEventListener(OFFER, take);
  // A listener whose offer has not come by then must not be left for the page to find.
  beforePageCode(() => document.fonts.removeEventListener(OFFER, take));
  watchLeaving();
  watchForms(({ id, url, bytes }) =>
    tell({
      __proto__: null,
      id: -id,
      kind: 'form',
      url,
      note: 'POST',
      down: 0,
      up: bytes,
      downs: 0,
      ups: 0,
      downText: 0,
      upText: 0,
      over: true,
    }),
  );
  return {
    closeChannels: () => {
      sockets.closeAll();
      send(new Event(END));
    },
    endWorkers: workers.endAll,
  };
}
