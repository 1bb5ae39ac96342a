import type { Counter } from '../counter.ts';
import { createUploads } from './hear-uploads.ts';

/**
 * Hears how far XMLHttpRequests have come, by the events that they fire every 50 ms, and tells what they send
 * (`tellBody`), and how much of that they have sent (`tellSent`). Called each time that one is about to be sent.
 */
export function createRequests({
  tell,
  tellBody,
  tellSent,
  hidesSizes,
}: {
  tell(counter: Counter): void;
  tellBody(counter: Counter): void;
  tellSent(counter: Counter): void;
  hidesSizes: boolean;
}): (request: XMLHttpRequest, counter: Counter) => void {
  const requests = new WeakMap<XMLHttpRequest, Counter>();
  const hearUpload = createUploads(tellSent);
  return (request, shown) => {
    // These methods leave a body out (XMLHttpRequest Standard, send()).
    if (shown.up > 0 && !/^(get|head)$/i.test(shown.note ?? '')) {
      tellBody({ ...shown, over: true });
      hearUpload(request, shown);
    }
    const isNew = !requests.has(request);
    requests.set(request, { ...shown, up: 0 });
    if (!isNew) return;
    const progress = (event: ProgressEvent) => {
      const counter = requests.get(request);
      if (!counter || !event.isTrusted) return;
      counter.url = request.responseURL || counter.url;
      counter.hidden = hidesSizes && !event.lengthComputable && !counter.url.startsWith(`${origin}/`);
      counter.over = event.type === 'load';
      counter.down = event.loaded;
      tell(counter);
    };
    request.addEventListener('progress', progress);
    request.addEventListener('load', progress);
  };
}
