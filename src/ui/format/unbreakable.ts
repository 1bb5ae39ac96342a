const WORD_JOINER = '\u2060';

/** A name for running text, in which no line breaks after a hyphen: not `7-` on one line and `day` on the next. */
export const unbreakable = (name: string): string => name.replaceAll('-', `-${WORD_JOINER}`);
