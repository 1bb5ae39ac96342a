import { tick } from 'svelte';

/**
 * Moves the focus to a form's first invalid field, once the errors are in the document. @param form of a submit event
 */
export async function focusInvalid(form: EventTarget | null): Promise<void> {
  await tick();
  (form as HTMLFormElement).querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
