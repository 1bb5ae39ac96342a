/** How the lines of the extension's scripts look in a stack: Firefox does not tell a page where they come from. */
const OWN = /-extension:\/\/|@<anonymous code>:/;

/** The stack of an error that passed through the tap, as it would be without the tap. */
export function withoutOwnLines(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => !OWN.test(line))
    .join('\n');
}
