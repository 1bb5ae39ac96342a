import { describe, expect, test } from 'vitest';
import { boxLabel } from '../../src/ui/dashboard/map/box-label.ts';

const texts = (width: number, height: number, title: string | null, name: string) =>
  boxLabel({ width, height }, title, name, '0.71', 12).map(({ text }) => text);

describe('the text in a box of the map', () => {
  test('narrow letters fit where wide ones do not', () => {
    expect(texts(92, 100, 'bilibili.com', 'upos-hz.bilivideo.com')).toEqual(['bilibili.com', '0.71']);
    expect(texts(92, 100, 'wmwmwmwm.com', 'upos-hz.bilivideo.com')).toEqual(['0.71']);
  });
  test('Han characters are as wide as they are high', () => {
    expect(texts(4 * 12 + 11, 40, '非网站流', 'x')).toEqual(['非网站流', 'x 0.71']);
    expect(texts(4 * 12 + 10, 40, '非网站流', 'x')).toEqual(['x 0.71']);
  });
  test('what does not fit is left out, the figure last', () => {
    expect(texts(200, 20, 'youtube.com', 'i.ytimg.com')).toEqual(['i.ytimg.com 0.71']);
    expect(texts(60, 100, null, 'rr4.googlevideo.com')).toEqual(['0.71']);
    expect(texts(20, 100, null, 'rr4.googlevideo.com')).toEqual([]);
  });
});
