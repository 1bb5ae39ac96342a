/** The lines of text in a box. A name that would be cut is left out; its figure may still be shown. */
export type BoxLabel = { text: string; isTitle: boolean }[];

type Box = { width: number; height: number };

/** Line height and horizontal padding of a box's text, px; its font size is that of axes. */
const LINE = 14;
const PADDING = 5;

/** An estimate of a text's width, a little more than in any system font; Han characters are as wide as high. */
function widthOf(text: string, size: number): number {
  let width = 0;
  for (const letter of text)
    width += letter > '\u2e80' ? 1 : NARROW.includes(letter) ? 0.36 : WIDE.includes(letter) ? 0.95 : 0.62;
  return width * size;
}

const NARROW = 'fijlrt.,:;-|!()[] ';
const WIDE = 'mwMW%@';

/** The lines that fit into a box. @param title the site's name, in its first box only */
export function boxLabel(box: Box, title: string | null, name: string, figure: string, size: number): BoxLabel {
  const fits = (text: string) => widthOf(text, size) < box.width - 2 * PADDING;
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

/** The y coordinate of a line's baseline in its box. */
export function baselineOf(line: number): number {
  return 14 + line * LINE;
}
