import { createCertificates } from '../support/certificates.ts';
import { startTapServer, type TapServer } from './server.ts';

/** Starts a server with an empty page at `/` for one test, and closes it afterwards. */
export async function withTapServer(use: (server: TapServer) => Promise<void>): Promise<void> {
  const certificates = createCertificates(['127.0.0.1']);
  const server = await startTapServer(certificates);
  server.page('/', '<!doctype html><title>Page</title>');
  await use(server);
  await server.close();
  certificates.remove();
}
