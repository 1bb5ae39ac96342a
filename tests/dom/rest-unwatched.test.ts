import { beforeEach, expect, test, vi } from 'vitest';
import type { PageOrder } from '../../src/core/page-order.ts';
import { restUnwatched } from '../../src/page/rest-unwatched.ts';

const wouldLose = vi.hoisted(() => vi.fn(() => false));
vi.mock('../../src/page/would-lose.ts', () => ({ wouldLose }));

const reload = vi.spyOn(location, 'reload').mockImplementation(() => {});
const readyState = vi.spyOn(document, 'readyState', 'get');
// Missing in happy-dom.
Object.assign(window, { stop: () => {} });
Object.defineProperty(document, 'images', { value: [] });

/** A resting document that was in `state` when it was stopped; `resume` lets it continue. */
function resting(state: DocumentReadyState) {
  let order: (one: PageOrder) => unknown = () => {};
  const endWorkers = vi.fn(() => true);
  restUnwatched((listener) => (order = listener), { closeChannels: () => {}, endWorkers });
  readyState.mockReturnValue(state);
  order({ type: 'rest', isHeld: false });
  return { order, resume: () => order({ type: 'resume', came: false }) };
}

beforeEach(() => {
  reload.mockClear();
  wouldLose.mockReturnValue(false);
});

test('a document that was still loading is reloaded', () => {
  resting('interactive').resume();
  expect(reload).toHaveBeenCalledOnce();
});

test('a complete document continues', () => {
  resting('complete').resume();
  expect(reload).not.toHaveBeenCalled();
});

test('text typed while the page was still loading is not lost by a reload', () => {
  const { resume } = resting('interactive');
  wouldLose.mockReturnValue(true);
  resume();
  expect(reload).not.toHaveBeenCalled();
});
