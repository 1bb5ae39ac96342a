import { parseArgs } from 'node:util';

export const usage = `npm start                         builds, opens a browser with the extension and a demo site
npm start -- --browser firefox    chromium, chrome, edge, firefox, or the path of one (or DATAGAUGE_BROWSER=…)
npm start -- --headless [URL …]   visits the demo, or the addresses, without a window; prints what it cost and
                                  writes a picture of the popup to .output/popup.png
npm start -- --headless --hosts   the same, with the hosts of each site`;

/**
 * @param {string[]} args
 * @returns {{ browser: string | undefined; headless: boolean; hosts: boolean; help: boolean; urls: string[] }}
 * @throws {Error} on an unknown option or an invalid address
 */
export function readArguments(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      browser: { type: 'string' },
      headless: { type: 'boolean', default: false },
      hosts: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  for (const url of positionals) {
    if (!URL.canParse(url) || !/^https?:/.test(url)) throw new Error(`Not a web address: ${url}`);
  }
  return { ...values, browser: values.browser ?? process.env.DATAGAUGE_BROWSER, urls: positionals };
}
