/**
 * Whether leaving this document would lose what the user has entered: either the page asks whether to leave, which
 * browsers allow once the user has interacted with it, or a text was begun. The page is asked by a synthetic
 * `beforeunload` event, to which it reacts as if it were left.
 */
export function wouldLose(): boolean {
  if (!navigator.userActivation.hasBeenActive) return false;
  const event = document.createEvent('BeforeUnloadEvent');
  event.initEvent('beforeunload', false, true);
  dispatchEvent(event);
  // A string, in spite of what the types say (HTML, 'The BeforeUnloadEvent interface').
  if (event.defaultPrevented || (event.returnValue as unknown) !== '') return true;
  const texts = [...document.querySelectorAll('textarea')];
  return texts.some(({ value, defaultValue }) => value.trim() !== '' && value !== defaultValue);
}
