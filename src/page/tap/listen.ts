import { uncurry } from './natives.ts';

/** Adds a listener by the browser's own addEventListener; it cannot throw. */
export type Listen = <E extends Event>(target: EventTarget, type: string, listener: (event: E) => void) => void;

export function createListen(): Listen {
  const add = uncurry(EventTarget.prototype.addEventListener);
  return (target, type, listener) =>
    add(target, type, (event) => {
      try {
        listener(event as never);
      } catch {
        // An error here would show in the page's own error handler.
      }
    });
}
