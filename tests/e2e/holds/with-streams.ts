import type { TrustedServer } from '../support/with-server.ts';
import { startStreamServer, type StreamServer } from './stream-server.ts';

/** Starts a streaming server with the certificates of `server` for one test, and closes it afterwards. */
export async function withStreams(
  { certificates }: TrustedServer,
  use: (streams: StreamServer) => Promise<void>,
): Promise<void> {
  const streams = await startStreamServer(certificates);
  await use(streams);
  await streams.close();
}
