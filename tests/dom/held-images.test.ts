import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { offerHeldImages } from '../../src/page/held-images.ts';

const ask = vi.fn(() => Promise.resolve({ isLean: true, words: 'Load this image' }));
offerHeldImages(ask);

let width = 0;
let image: HTMLImageElement;

beforeEach(() => {
  width = 0;
  image = document.createElement('img');
  image.setAttribute('src', 'https://img.test/a.jpg');
  Object.defineProperties(image, {
    currentSrc: { get: () => image.getAttribute('src') },
    naturalWidth: { get: () => width },
  });
  document.body.append(image);
});
afterEach(() => image.remove());

const fail = async () => {
  image.dispatchEvent(new Event('error'));
  await Promise.all(ask.mock.results.map(({ value }) => value as Promise<object>));
};

test('an image that failed is offered until it is loaded', async () => {
  await fail();
  expect(image.title).toBe('Load this image');
  image.dispatchEvent(new Event('load'));
  expect([image.title, image.getAttribute('style'), image.getAttribute('tabindex')]).toEqual(['', null, null]);
});

test('an image that the page has replaced is left alone', async () => {
  const failed = fail();
  image.setAttribute('src', 'data:image/gif;base64,AA');
  width = 40;
  image.dispatchEvent(new Event('load'));
  await failed;
  expect(image.hasAttribute('title')).toBe(false);
});

test('an offered image that the page loads itself is as it was', async () => {
  await fail();
  image.setAttribute('src', 'https://img.test/other.jpg');
  image.dispatchEvent(new Event('load'));
  expect(image.hasAttribute('title')).toBe(false);
});
