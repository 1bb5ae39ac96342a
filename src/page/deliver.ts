/** Tries of one message, and the pause between them: a worker that was stopped takes this long to start at most. */
const TRIES = 3;
const PAUSE_MS = 400;

/**
 * Sends a message until the background confirms that it is stored. One that was stopped before it could confirm is told
 * again, and does not count it twice.
 *
 * @returns whether it arrived.
 */
export async function deliver(send: () => Promise<unknown>): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      await send();
      return true;
    } catch {
      if (tries === TRIES) return false;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
