/**
 * What a scenario may do in a browser, whichever it is.
 *
 * @typedef {object} Tab
 * @property {(url: string) => Promise<void>} goto until the document has been parsed and loaded
 * @property {<R>(fn: (...args: any[]) => R | Promise<R>, ...args: unknown[]) => Promise<R>} evaluate
 * @property {(fn: (...args: any[]) => unknown, ...args: unknown[]) => Promise<void>} waitFor until `fn` is true in the page
 * @property {() => Promise<void>} done until the page says that it has done what it was made for (`window.done`; some say when, in ms of its clock)
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Browser
 * @property {string} name with its version
 * @property {() => Promise<Tab>} newTab
 * @property {((page: string) => string) | null} extensionUrl of a page of the extension; null without extension
 * @property {() => Promise<void>} [closeOwnPages] of the extension, which greets at first
 * @property {(categories: string[], run: () => Promise<void>) => Promise<any[]>} [traced] what the browser's own tracing tells of all that runs meanwhile
 * @property {() => Promise<void>} close
 */

const POLL_MS = 50;

/**
 * @param {Pick<Tab, 'goto' | 'evaluate' | 'close'>} basics
 * @param {number} timeoutMs for each wait
 * @returns {Tab}
 */
export function createTab(basics, timeoutMs = 60_000) {
  /** @type {Tab['waitFor']} */
  async function waitFor(fn, ...args) {
    const end = performance.now() + timeoutMs;
    /** @type {unknown} */
    let last;
    while (performance.now() < end) {
      try {
        if (await basics.evaluate(fn, ...args)) return;
      } catch (error) {
        last = error; // a navigation takes the realm away: ask again in the next
      }
      await new Promise((next) => setTimeout(next, POLL_MS));
    }
    throw new Error(`not within ${timeoutMs} ms: ${fn}${last ? ` (${last})` : ''}`);
  }

  return {
    ...basics,
    waitFor,
    async done() {
      const state = () => /** @type {any} */ (globalThis).failed ?? /** @type {any} */ (globalThis).done;
      await waitFor(state);
      const failed = await basics.evaluate(() => /** @type {any} */ (globalThis).failed ?? null);
      if (failed) throw new Error(`the page failed: ${failed}`);
    },
  };
}
