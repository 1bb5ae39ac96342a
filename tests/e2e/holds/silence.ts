import type { StreamServer } from './stream-server.ts';

/** Waits for a whole second in which nothing is sent to these sites or hosts. @returns the bytes sent by then */
export async function silence(streams: StreamServer, ...sites: string[]): Promise<number> {
  const sent = () => sites.reduce((sum, site) => sum + streams.sent(site), 0);
  for (;;) {
    const before = sent();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (sent() === before) return before;
  }
}
