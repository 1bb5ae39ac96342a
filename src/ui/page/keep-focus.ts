/** Elements that Tab can reach. */
const TABBABLE = [
  'a[href]',
  ...['button', 'input', 'select', 'textarea'].map((control) => `${control}:not(:disabled)`),
  'summary',
  '[tabindex="0"]',
].join();

/**
 * The focused element and its position: each ancestor, innermost first, and the index of the child that leads to it.
 */
type Focused = { element: HTMLElement; path: { ancestor: Element; index: number }[] };

/**
 * Keeps the focus of keyboard users, which browsers drop when the focused element is removed or disabled. If it was
 * removed, the element now in its place gets the focus, or else the nearest in what remains around it; if that is a
 * whole page, its heading does. If it was disabled, it gets the focus back once it is enabled again. A Svelte
 * attachment, for the element whose content changes.
 *
 * @returns ends it
 */
export function keepFocus(root: HTMLElement): () => void {
  const page = root.ownerDocument;
  let focused: Focused | null = null;

  const onFocusIn = ({ target }: FocusEvent) => {
    const isByKeyboard = target instanceof HTMLElement && target.matches(':focus-visible');
    focused = isByKeyboard ? { element: target, path: pathOf(target, root) } : null;
  };
  const onFocusOut = () => {
    const left = focused;
    // An element that loses the focus because it is removed or disabled is so by the next microtask. If it is not, the
    // user moved on.
    queueMicrotask(() => {
      if (focused === left && left !== null && page.hasFocus() && isFocusable(left.element)) focused = null;
    });
  };
  const restore = () => {
    if (focused === null) return;
    if (page.activeElement !== null && page.activeElement !== page.body) {
      if (!focused.element.isConnected) focused = null;
      return;
    }
    if (isFocusable(focused.element)) focused.element.focus();
    else if (!focused.element.isConnected) focus(successorOf(focused, root));
  };

  const observer = new MutationObserver(restore);
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  root.addEventListener('focusin', onFocusIn);
  root.addEventListener('focusout', onFocusOut);
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', onFocusIn);
    root.removeEventListener('focusout', onFocusOut);
  };
}

const isFocusable = (element: HTMLElement) => element.isConnected && !element.matches(':disabled');

function pathOf(element: Element, root: Element): Focused['path'] {
  const path: Focused['path'] = [];
  for (let child = element; child !== root && child.parentElement !== null; child = child.parentElement)
    path.push({ ancestor: child.parentElement, index: [...child.parentElement.children].indexOf(child) });
  return path;
}

/** The element to focus instead of one that was removed; `null` while there is none: the page is still being drawn. */
function successorOf({ path }: Focused, root: Element): HTMLElement | null {
  for (const { ancestor, index } of path) {
    if (!root.contains(ancestor)) continue;
    const heading = ancestor.querySelector<HTMLElement>(ancestor === root ? 'h1, h2' : 'h1');
    if (heading !== null) return heading;
    const children = [...ancestor.children];
    for (const child of [...children.slice(index), ...children.slice(0, index).reverse()]) {
      const found = [child, ...child.querySelectorAll('*')].find((one) => one.matches(TABBABLE));
      if (found instanceof HTMLElement) return found;
    }
  }
  return null;
}

function focus(element: HTMLElement | null): void {
  if (element === null) return;
  if (!element.matches(TABBABLE)) element.tabIndex = -1;
  element.focus();
}
