/** A server of the web that stands in front of one that makes the answers, as most sites are run. */
export type Front = {
  binary: string;
  /** Debian's, which has it. */
  package: string;
  /** What ends its idle connections, and then itself. */
  gracefully: NodeJS.Signals;
  /** Headers of an answer that is to be passed on piece by piece; the browser is not sent them. */
  growing: Readonly<Record<string, string>>;
  /** To run in the foreground. */
  args: (files: { config: string; folder: string }) => string[];
  /** What its configuration's file is to say. */
  configure: (setup: FrontSetup) => string;
};

type FrontSetup = {
  /** `certificate` and `key`: files. */
  hosts: readonly { name: string; address: string; protocol: 'h1' | 'h2'; certificate: string; key: string }[];
  /** At which answers are made, on loopback, in HTTP/1.1. */
  port: number;
  /** For its own files. */
  folder: string;
  /** A file: of each request a line for `handshakesIn`. */
  log: string;
};

/** By the name that the bench's option has for each. */
export const FRONTS: Readonly<Record<string, Front>>;
