// Read by svelte-eslint-parser when it is loaded: import this before it. TypeScript then reads each component as the
// parser's output from the start, so that one program serves all of them. Otherwise each linted component is a change
// to TypeScript, and every typed rule gets a new program that computes all types again.
process.env.SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK ??= '1';
