/** The extension's own address: what follows it is a place in our own code. */
const OWN_PLACE = /\b[a-z-]+-extension:\/\/[^/\s]*\//g;

const QUOTED = /"[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’|`[^`]*`|«[^»]*»/g;

/** Whatever might be an address, a host or an IP address: two labels with a dot, colon or at sign between them. */
const DOTTED = /[^\s()<>,;]+[.:@][^\s()<>,;]+/g;

/** Our own files and what a number with a decimal point looks like. */
const HARMLESS = /^(?:[\w-]+\/)*[\w-]+\.js(?::\d+){0,2}$|^\d+\.\d+$/;

const LONGEST = 600;

/**
 * An error's words without anything that might name a site: quotations, addresses, hosts. It rather takes too much: a
 * host of one label without quotes is the only name that it cannot tell from a word.
 */
export function withoutNames(text: string): string {
  return text
    .slice(0, 10 * LONGEST)
    .replace(OWN_PLACE, '')
    .replace(QUOTED, '“…”')
    .replace(DOTTED, (found) => (HARMLESS.test(found) ? found : '…'))
    .slice(0, LONGEST);
}
