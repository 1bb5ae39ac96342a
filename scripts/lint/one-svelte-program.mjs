// Read by svelte-eslint-parser when it is loaded: import this before it. TypeScript then reads a component as what the
// parser makes of it from the first, so that one program holds for all of them. Otherwise each that is linted is told to
// TypeScript as a change, and every rule that asks for types has a new program, whose types are all to be found again.
process.env.SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK ??= '1';
