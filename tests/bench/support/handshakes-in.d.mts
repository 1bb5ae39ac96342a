/**
 * The handshakes that a front has noted, one for each connection, however many requests it carried; by its host's address.
 *
 * @param log lines of the host's address, the browser's port and whether a ticket was taken: nginx's word for that (`r`)
 *   or Apache's (`Resumed`)
 */
export function handshakesIn(log: string): Map<string, { full: number; resumed: number }>;
