import type { Counter, Shown } from './counter.ts';
import { ANSWER, beforePageCode, FORM, OFFER, TARGET } from './handover.ts';
import { stringify, uncurry } from './natives.ts';

/** In no tree and in no variable of the page. */
const target = new EventTarget();
const add = uncurry(target.addEventListener);
const dispatch = uncurry(target.dispatchEvent);
// Not all of them exist where the bundler evaluates this module.
const { CustomEvent: Message, FormDataEvent: FormMessage, PointerEvent: TargetMessage } = globalThis;

let answer: unknown;

const post = (event: Event) => {
  answer = undefined;
  dispatch(target, event);
  return answer;
};

/** Listens to what the other world sends under that name. */
export const on = (type: string, listener: (event: CustomEvent<unknown>) => void): void =>
  add(target, type, listener as (event: Event) => void);

// Dictionaries without a prototype: a page may put members on Object.prototype.

/** Sends to the other world, which hears and answers before this returns. `undefined` where nobody listens. */
export const send = (type: string, detail?: string): unknown =>
  post(new Message(type, { __proto__: null, detail } as CustomEventInit));

/** Lets the other side listen on a target of the page's. That is never answered. */
export const show = (relatedTarget: EventTarget, counter: Counter | Shown) =>
  post(
    new TargetMessage(TARGET, { __proto__: null, relatedTarget, pointerType: stringify(counter) } as PointerEventInit),
  ) as undefined;

/** Bytes that a form's data will take as multipart/form-data. */
export const measure = (formData: FormData): unknown =>
  post(new FormMessage(FORM, { __proto__: null, formData } as FormDataEventInit));

/** Offers the channel, twice if need be; where nobody takes it, the tap stays silent for good. */
export function openLine(): void {
  on(ANSWER, ({ detail }) => (answer = detail));
  const offer = () => dispatch(document.fonts, new TargetMessage(OFFER, { cancelable: true, relatedTarget: target }));
  // Where the browser runs the isolated side second, it is there for a second offer.
  if (offer()) beforePageCode(offer);
}
