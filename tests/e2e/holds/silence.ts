import type { StreamServer } from './stream-server.ts';

/** Waits until a whole second has brought nothing. @returns the bytes that had been sent by then */
export async function silence(streams: StreamServer, site: string): Promise<number> {
  for (;;) {
    const before = streams.sent(site);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (streams.sent(site) === before) return before;
  }
}
