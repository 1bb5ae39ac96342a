import type { Page } from '@playwright/test';

/**
 * Texts of several lines whose last line is one or two characters, a full stop included: `…不变。` with 变。 alone. Labels
 * of two short lines are not reported.
 */
export const shortLastLines = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isBlock = (node: Node) => node instanceof Element && getComputedStyle(node).display !== 'inline';
    const texts = new Map<Node, Text[]>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      let block = text.parentNode!;
      if (text.data.trim() === '' || text.parentElement!.closest('.sr, svg, select, textarea')) continue;
      while (!isBlock(block)) block = block.parentNode!;
      texts.set(block, [...(texts.get(block) ?? []), text]);
    }
    const range = document.createRange();
    const tops = (text: Text) =>
      [...text.data].flatMap((character, at) => {
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const { height, bottom } = range.getBoundingClientRect();
        return character.trim() === '' || height === 0 ? [] : [Math.round(bottom)];
      });
    return [...texts.values()].flatMap((parts) => {
      const ends = parts.flatMap(tops);
      const last = ends.filter((end) => end > ends.at(-1)! - 4).length;
      return last < 3 && last * 3 < ends.length ? [parts.map(({ data }) => data).join('')] : [];
    });
  });
