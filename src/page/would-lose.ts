/**
 * Whether leaving this document would lose what the user has put into it: the page asks whether to leave, as browsers
 * let it where the user has done something, or a text was begun. The page is asked by an event of its own kind; it cannot
 * tell that from being left, and does what it does then.
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
