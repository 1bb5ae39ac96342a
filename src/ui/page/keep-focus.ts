/** What a keyboard can reach. */
const REACHABLE = [
  'a[href]',
  ...['button', 'input', 'select', 'textarea'].map((control) => `${control}:not(:disabled)`),
  'summary',
  '[tabindex="0"]',
].join();

/** What has the focus, and where it stood: around it from the inside outwards, and at which place in each. */
type Held = { element: HTMLElement; places: { around: Element; index: number }[] };

/**
 * Keeps the focus of whoever goes by keyboard. When what has it goes away, what stands in its place now gets it, or the
 * nearest in what is left around it; where that is a whole page, its heading. What was only disabled for a while gets it
 * back. An attachment of the element that everything comes and goes in.
 *
 * @returns ends it
 */
export function keepFocus(root: HTMLElement): () => void {
  const page = root.ownerDocument;
  let held: Held | null = null;

  const take = ({ target }: FocusEvent) => {
    const isByKeyboard = target instanceof HTMLElement && target.matches(':focus-visible');
    held = isByKeyboard ? { element: target, places: placesOf(target, root) } : null;
  };
  const leave = () => {
    const left = held;
    // What is taken out of the page has left it by then.
    queueMicrotask(() => {
      if (held === left && left !== null && page.hasFocus() && isThere(left.element)) held = null;
    });
  };
  const mend = () => {
    if (held === null) return;
    if (page.activeElement !== null && page.activeElement !== page.body) {
      if (!held.element.isConnected) held = null;
      return;
    }
    if (isThere(held.element)) held.element.focus();
    else if (!held.element.isConnected) focus(heirOf(held, root));
  };

  const observer = new MutationObserver(mend);
  observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  root.addEventListener('focusin', take);
  root.addEventListener('focusout', leave);
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', take);
    root.removeEventListener('focusout', leave);
  };
}

const isThere = (element: HTMLElement) => element.isConnected && !element.matches(':disabled');

function placesOf(element: Element, root: Element): Held['places'] {
  const places: Held['places'] = [];
  for (let at = element; at !== root && at.parentElement !== null; at = at.parentElement)
    places.push({ around: at.parentElement, index: [...at.parentElement.children].indexOf(at) });
  return places;
}

/** `null` while there is nothing to focus yet: a page that is still being drawn. */
function heirOf({ places }: Held, root: Element): HTMLElement | null {
  for (const { around, index } of places) {
    if (!root.contains(around)) continue;
    const heading = around.querySelector<HTMLElement>(around === root ? 'h1, h2' : 'h1');
    if (heading !== null) return heading;
    const children = [...around.children];
    for (const child of [...children.slice(index), ...children.slice(0, index).reverse()]) {
      const found = [child, ...child.querySelectorAll('*')].find((one) => one.matches(REACHABLE));
      if (found instanceof HTMLElement) return found;
    }
  }
  return null;
}

function focus(heir: HTMLElement | null): void {
  if (heir === null) return;
  if (!heir.matches(REACHABLE)) heir.tabIndex = -1;
  heir.focus();
}
