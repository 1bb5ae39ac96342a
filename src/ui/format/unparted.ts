const WORD_JOINER = '\u2060';

/** A name as it stands in running text: no line ends behind its hyphen, `7-` in one and `day` in the next. */
export const unparted = (name: string): string => name.replaceAll('-', `-${WORD_JOINER}`);
