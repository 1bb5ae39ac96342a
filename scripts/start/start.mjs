import { launchBrowser } from '../browser/driven-browser.mjs';
import { startDemo } from '../demo/server.mjs';
import { build } from './build.mjs';
import { findOrInstallBrowser } from './find-or-install-browser.mjs';
import { readArguments, usage } from './read-arguments.mjs';
import { showWindow } from './show-window.mjs';
import { visitHeadless } from './visit-headless.mjs';

/**
 * @param {string[]} args after the script's name
 * @returns {Promise<number>} the exit code
 */
export async function start(args) {
  /** @type {(() => Promise<void>)[]} */
  const undo = [];
  try {
    const options = readArguments(args);
    if (options.help) {
      console.log(usage);
      return 0;
    }
    if (!options.headless && !hasDisplay()) {
      throw new Error('There is no display to open a window on. Try it without one:\n  npm start -- --headless');
    }
    const { family, file } = findOrInstallBrowser(options.browser);
    console.log('Building …');
    const extension = build(family);
    const demo = await startDemo();
    undo.push(demo.close);
    const offline = options.headless && options.urls.length === 0;
    const browser = await launchBrowser(family, { file, extension, headless: options.headless, offline });
    undo.push(browser.close);
    const interrupted = onInterrupt();
    const done = options.headless ? visitHeadless(browser, demo, options) : showWindow(browser, demo, options.urls);
    return await Promise.race([done, interrupted]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof Error && error.cause instanceof Error) console.error(error.cause.message);
    return 1;
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @returns {Promise<number>} resolves on Ctrl-C or a request to end, with the shell's code for it */
function onInterrupt() {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(130));
    process.once('SIGTERM', () => resolve(143));
  });
}
