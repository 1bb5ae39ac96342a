import { vi } from 'vitest';
import type { TapReport } from '../../../src/core/tap-report.ts';
import { listenToTap } from '../../../src/page/tap-port.ts';
import { CHANGED, COLLECT, COUNTERS, OFFER } from '../../../src/page/tap/handover.ts';

/** The part of a PointerEvent that the two worlds of a document use to hand over an EventTarget. */
class TargetEvent extends Event {
  readonly relatedTarget: EventTarget | null;
  constructor(type: string, { relatedTarget = null, ...init }: EventInit & { relatedTarget?: EventTarget | null }) {
    super(type, init);
    this.relatedTarget = relatedTarget;
  }
}

/**
 * Both sides of a document's tap with the connection between them, in Node, with tap modules of their own. `leave`
 * fires the events of leaving a document, `hear` any other; `reports`: everything reported; `breakOff` keeps the next
 * event of that name from being heard, as where the browser aborts running scripts.
 */
export async function openLineBetween() {
  const fonts = new EventTarget();
  const window = new EventTarget();
  const observer = class {
    observe() {}
    disconnect() {}
  };
  vi.stubGlobal('document', { fonts, baseURI: 'https://www.chat.test/', addEventListener: () => {} });
  vi.stubGlobal('MutationObserver', observer);
  vi.stubGlobal('PointerEvent', TargetEvent);
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  let toBreakOff = '';
  const first = (event: Event) => {
    if (event.type !== toBreakOff) return;
    toBreakOff = '';
    event.stopImmediatePropagation();
  };
  const beFirst = (event: Event) => {
    for (const type of [CHANGED, COLLECT, COUNTERS])
      (event as TargetEvent).relatedTarget?.addEventListener(type, first);
  };
  fonts.addEventListener(OFFER, beFirst);
  const reports: TapReport[] = [];
  listenToTap((news) => reports.push(...news), { hidesSizes: false });
  vi.resetModules();
  const book = await import('../../../src/page/tap/book.ts');
  const { on, openLine } = await import('../../../src/page/tap/line.ts');
  openLine();
  on(COLLECT, book.collect);
  const leave = (how: 'beforeunload' | 'pagehide' | 'visibilitychange') => window.dispatchEvent(new Event(how));
  const breakOff = (type: string) => void (toBreakOff = type);
  const hear = (event: Event) => window.dispatchEvent(event);
  return { book, leave, hear, breakOff, reports };
}
