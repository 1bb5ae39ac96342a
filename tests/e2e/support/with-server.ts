import { createCertificates, type Certificates } from './certificates.ts';
import { HOSTS } from './hosts.ts';
import { startServer, type TestServer } from './server.ts';

/** A server for every host of the tests, and the certificates that a browser must trust for it. */
export type TrustedServer = TestServer & { certificates: Certificates };

/** Starts a server for one test, and closes it afterwards. */
export async function withServer(use: (server: TrustedServer) => Promise<void>): Promise<void> {
  const certificates = createCertificates(HOSTS);
  const server = await startServer(certificates);
  await use(Object.assign(server, { certificates }));
  await server.close();
  certificates.remove();
}
