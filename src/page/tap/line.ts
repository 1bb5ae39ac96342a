import type { Counter } from './counter.ts';
import { ASK, beforePageCode, BYTES, FORM, OFFER, TARGET } from './handover.ts';
import { uncurry } from './natives.ts';

/** The tap's half of the channel to the isolated world. What it sends is heard before it returns. */
export type Line = {
  on(type: string, listener: (event: Event) => void): void;
  send(type: string, detail?: string): void;
  /** Lets the other side listen on a target of the page's. */
  show(target: EventTarget, counter: Counter): void;
  /** Bytes that a form's data will take as multipart/form-data; `undefined` where nobody listens. */
  measure(formData: FormData): number | undefined;
};

/** Offers the channel; where nobody takes it before the page's own code runs, the tap stays silent for good. */
export function openLine(): Line {
  const target = new EventTarget();
  const add = uncurry(target.addEventListener);
  const dispatch = uncurry(target.dispatchEvent);
  const { stringify } = JSON;
  const [Message, FormMessage, TargetMessage] = [CustomEvent, FormDataEvent, PointerEvent];
  let bytes: number | undefined;

  const offer = () => {
    if (!dispatch(window, new MouseEvent(OFFER, { cancelable: true, relatedTarget: target }))) stop();
  };
  const stop = () => removeEventListener(ASK, offer);
  addEventListener(ASK, offer);
  beforePageCode(stop);
  offer();

  add(target, BYTES, (event) => (bytes = (event as CustomEvent<number>).detail));
  // Dictionaries without a prototype: a page may put members on Object.prototype.
  return {
    on: (type, listener) => add(target, type, listener),
    send: (type, detail) => void dispatch(target, new Message(type, { __proto__: null, detail } as CustomEventInit)),
    show: (relatedTarget, counter) =>
      void dispatch(
        target,
        new TargetMessage(TARGET, {
          __proto__: null,
          relatedTarget,
          pointerType: stringify(counter),
        } as PointerEventInit),
      ),
    measure: (formData) => {
      bytes = undefined;
      dispatch(target, new FormMessage(FORM, { __proto__: null, formData } as FormDataEventInit));
      return bytes;
    },
  };
}
