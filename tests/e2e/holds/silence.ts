import type { StreamServer } from './stream-server.ts';

/** Waits until a whole second has brought nothing from these sites or hosts. @returns the bytes that had been sent by then */
export async function silence(streams: StreamServer, ...sites: string[]): Promise<number> {
  const sent = () => sites.reduce((sum, site) => sum + streams.sent(site), 0);
  for (;;) {
    const before = sent();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (sent() === before) return before;
  }
}
