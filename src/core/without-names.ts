/** A file of the extension's own: what follows its address, and the place in it. */
const OWN_FILE = /^[a-z-]+-extension:\/\/[^/]*\/((?:[\w-]+\/)*[\w-]+\.js(?::\d+){0,2})$/;

const QUOTED = /"[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’|`[^`]*`|«[^»]*»/g;

/** Whatever might be an address, a host or an IP address: two labels with a dot, colon or at sign between them. */
const DOTTED = /[^\s()<>,;]+[.:@][^\s()<>,;]+/g;

const DECIMAL = /^\d+\.\d+$/;

const LONGEST = 600;

/**
 * An error's words without anything that might name a site: quotations, addresses, hosts. It takes out too much rather
 * than too little: only an unquoted host of a single label cannot be told from a word.
 */
export function withoutNames(text: string): string {
  return text
    .slice(0, 10 * LONGEST)
    .replace(QUOTED, '“…”')
    .replace(DOTTED, (found) => (DECIMAL.test(found) ? found : (OWN_FILE.exec(found)?.[1] ?? '…')))
    .slice(0, LONGEST);
}
