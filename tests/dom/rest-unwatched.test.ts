import { beforeEach, expect, test, vi } from 'vitest';
import type { PageOrder } from '../../src/core/page-order.ts';
import { restUnwatched } from '../../src/page/rest-unwatched.ts';

const wouldLose = vi.hoisted(() => vi.fn(() => false));
vi.mock('../../src/page/would-lose.ts', () => ({ wouldLose }));

const reload = vi.spyOn(location, 'reload').mockImplementation(() => {});
const readyState = vi.spyOn(document, 'readyState', 'get');
// What happy-dom has not.
Object.assign(window, { stop: () => {} });
Object.defineProperty(document, 'images', { value: [] });

/** A document at rest that was not complete, or was; `resume` lets it go on. */
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

test('what was cut short is loaded again', () => {
  resting('interactive').resume();
  expect(reload).toHaveBeenCalledOnce();
});

test('what was complete goes on', () => {
  resting('complete').resume();
  expect(reload).not.toHaveBeenCalled();
});

test('a text that was begun while the page was still coming is not lost with it', () => {
  const { resume } = resting('interactive');
  wouldLose.mockReturnValue(true);
  resume();
  expect(reload).not.toHaveBeenCalled();
});
