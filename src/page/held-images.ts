import type { LeanAnswer, LeanQuestion } from '../core/lean-question.ts';
import { loadAgain } from './load-again.ts';

type Ask = (question: LeanQuestion) => Promise<LeanAnswer | undefined>;

/** Large enough to be seen and pressed where the page gives no size. */
const LEAST_SIZE = { minWidth: '44px', minHeight: '44px' };
const LOOK = { ...LEAST_SIZE, outline: '1px dashed', outlineOffset: '-1px', cursor: 'pointer' };

/**
 * Lets the user load an image that a lean page holds back, by a press on it or, when it has the focus, by Enter. The
 * background is asked only once an image has failed to load, and an image is changed only in a lean page, until it has
 * loaded.
 */
export function offerHeldImages(ask: Ask): void {
  const offered = new WeakMap<HTMLImageElement, () => void>();

  const offer = (image: HTMLImageElement, words: string) => {
    const before = { style: image.getAttribute('style'), title: image.getAttribute('title') };
    const tabindex = image.getAttribute('tabindex');
    Object.assign(image.style, LOOK);
    // An image that failed to load is inline, with no size to press on.
    if (getComputedStyle(image).display === 'inline') image.style.display = 'inline-block';
    image.title = words;
    image.tabIndex = 0;
    offered.set(image, () => {
      offered.delete(image);
      for (const [name, value] of Object.entries({ ...before, tabindex }))
        if (value === null) image.removeAttribute(name);
        else image.setAttribute(name, value);
    });
    image.addEventListener('load', () => offered.get(image)?.(), { once: true });
  };

  const load = async (image: HTMLImageElement) => {
    const answer = await ask({ type: 'lean', load: image.currentSrc });
    if (answer?.isLean) loadAgain(image);
  };

  const onFailed = async ({ target }: Event) => {
    if (!(target instanceof HTMLImageElement) || offered.has(target) || !/^https?:/.test(target.currentSrc)) return;
    const answer = await ask({ type: 'lean', load: null });
    // Meanwhile the page may have put another image in its place, which has loaded.
    if (answer?.isLean && !offered.has(target) && target.naturalWidth === 0) offer(target, answer.words);
  };

  const onPress = (event: Event) => {
    const { target } = event;
    if (!event.isTrusted || !(target instanceof HTMLImageElement) || !offered.has(target)) return;
    if (event instanceof KeyboardEvent && event.key !== 'Enter') return;
    // The link that it stands in is not followed.
    event.preventDefault();
    event.stopImmediatePropagation();
    void load(target);
  };

  addEventListener('error', (event) => void onFailed(event), { capture: true });
  addEventListener('click', onPress, { capture: true });
  addEventListener('keydown', onPress, { capture: true });
}
