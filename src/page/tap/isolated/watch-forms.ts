import { formBytes } from './form-bytes.ts';

/** `url` as the page gave it, relative perhaps, and not sure to be one. */
export type SentForm = { id: number; url: string; bytes: number };

/** Chromium constructs the entry list, and fires `formdata`, twice for one submission. */
const SAME_MS = 1000;

/**
 * Measures what HTML forms post, files included. Their events are the same in both worlds. `formdata` comes with every
 * way of submitting, and with `new FormData(form)`, which sends nothing by itself: where no document's request follows,
 * it means nothing.
 */
export function watchForms(onForm: (form: SentForm) => void): void {
  const sent = new WeakMap<HTMLFormElement, { id: number; url: string; at: number }>();
  let lastId = 0;
  let submitter: HTMLElement | null = null;

  addEventListener('submit', (event) => void (submitter = event.submitter), true);
  addEventListener('formdata', (event) => {
    const { target: form, formData } = event;
    if (!event.isTrusted || !(form instanceof HTMLFormElement)) return;
    const button = submitter && (submitter as HTMLButtonElement).form === form ? submitter : null;
    submitter = null;
    // A control named 'action' or 'method' hides the form's own property.
    const attribute = (name: string) => button?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? '';
    if (attribute('method').toLowerCase() !== 'post') return;
    const url = attribute('action') || document.URL;
    const enctype = attribute('enctype').toLowerCase();
    // Listeners of the page may still add to it, and the form is sent in a task of its own.
    setTimeout(() => {
      const before = sent.get(form);
      const isSame = before?.url === url && performance.now() - before.at < SAME_MS;
      const id = isSame ? before.id : ++lastId;
      sent.set(form, { id, url, at: performance.now() });
      onForm({ id, url, bytes: formBytes(formData, enctype) });
    });
  });
}
