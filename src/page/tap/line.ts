import type { Counter } from './counter.ts';
import { ANSWER, beforePageCode, FORM, OFFER, TARGET } from './handover.ts';
import { uncurry } from './natives.ts';

/** The tap's half of the channel to the isolated world. What it sends is heard, and answered, before it returns. */
export type Line = {
  on(type: string, listener: (event: CustomEvent<unknown>) => void): void;
  /** The answer is `undefined` where nobody listens. */
  send(type: string, detail?: string): unknown;
  /** Lets the other side listen on a target of the page's. */
  show(target: EventTarget, counter: Counter): void;
  /** Bytes that a form's data will take as multipart/form-data. */
  measure(formData: FormData): unknown;
};

/** Offers the channel, twice if need be; where nobody takes it, the tap stays silent for good. */
export function openLine(): Line {
  const target = new EventTarget();
  const add = uncurry(target.addEventListener);
  const dispatch = uncurry(target.dispatchEvent);
  const { stringify } = JSON;
  const Message = CustomEvent;
  const FormMessage = FormDataEvent;
  const TargetMessage = PointerEvent;
  let answer: unknown;
  const post = (event: Event) => {
    answer = undefined;
    dispatch(target, event);
    return answer;
  };
  const on: Line['on'] = (type, listener) => add(target, type, listener as (event: Event) => void);
  on(ANSWER, ({ detail }) => (answer = detail));

  const offer = () => dispatch(window, new TargetMessage(OFFER, { cancelable: true, relatedTarget: target }));
  // The isolated side comes second where the browser runs it second.
  if (offer()) beforePageCode(offer);

  // Dictionaries without a prototype: a page may put members on Object.prototype.
  return {
    on,
    send: (type, detail) => post(new Message(type, { __proto__: null, detail } as CustomEventInit)),
    show: (relatedTarget, counter) => {
      const pointerType = stringify(counter);
      post(new TargetMessage(TARGET, { __proto__: null, relatedTarget, pointerType } as PointerEventInit));
    },
    measure: (formData) => post(new FormMessage(FORM, { __proto__: null, formData } as FormDataEventInit)),
  };
}
