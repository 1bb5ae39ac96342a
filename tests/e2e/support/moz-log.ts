import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What Firefox did on the network, according to its own log. */
export type MozLog = {
  /** Addresses of all requests, the browser's own included. */
  requested: string[];
  /** `host:port` of every socket that was opened. */
  connected: string[];
};

/**
 * Reads the log that Firefox wrote with `MOZ_LOG=nsHttp:3,nsSocketTransport:5` to `MOZ_LOG_FILE`, one file for each
 * process. Firefox must have quit. https://firefox-source-docs.mozilla.org/networking/http/logging.html
 */
export function readMozLog(file: string): MozLog {
  const names = readdirSync(path.dirname(file)).filter((name) => name.startsWith(`${path.basename(file)}.`));
  const texts = names.map((name) => readFileSync(path.join(path.dirname(file), name), 'utf8'));
  const found = (pattern: RegExp) => [
    ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, value]) => value!))),
  ];
  return {
    requested: found(/\/nsHttp uri=(\S+)/g),
    connected: found(/nsSocketTransport::Init \[this=\S+ host=(\S+)/g),
  };
}
