/** The lines that fit into a box, whole: a name that would be cut is left out, and its figure may stay. */
export type BoxLabel = { text: string; isTitle: boolean }[];

type Box = { width: number; height: number };

/** Line height and padding of a box's words, px; the size of a letter is the axis'. */
const LINE = 14;
const LEFT = 5;

/** A letter's width as a share of its size, a little more than in any of the system's faces: Han ones are whole. */
function widthOf(text: string, size: number): number {
  let width = 0;
  for (const letter of text)
    width += letter > '\u2e80' ? 1 : NARROW.includes(letter) ? 0.36 : WIDE.includes(letter) ? 0.95 : 0.62;
  return width * size;
}

const NARROW = 'fijlrt.,:;-|!()[] ';
const WIDE = 'mwMW%@';

/** @param title the site's name, in its first box only */
export function boxLabel(box: Box, title: string | null, name: string, figure: string, size: number): BoxLabel {
  const fits = (text: string) => widthOf(text, size) < box.width - 2 * LEFT;
  const rows = Math.floor((box.height - 4) / LINE);
  const lines: BoxLabel = [];
  if (title !== null && rows > 1 && fits(title)) lines.push({ text: title, isTitle: true });
  if (rows <= lines.length) return lines;
  if (fits(`${name} ${figure}`)) lines.push({ text: `${name} ${figure}`, isTitle: false });
  else {
    if (fits(name) && rows > lines.length + 1) lines.push({ text: name, isTitle: false });
    if (fits(figure)) lines.push({ text: figure, isTitle: false });
  }
  return lines;
}

/** Where a line's baseline lies in its box. */
export function baselineOf(line: number): number {
  return 14 + line * LINE;
}
