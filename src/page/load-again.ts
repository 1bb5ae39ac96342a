/**
 * Loads an image once more: setting either attribute makes the browser choose a source anew, wherever that comes from.
 */
export function loadAgain(image: HTMLImageElement): void {
  if (image.hasAttribute('src')) image.setAttribute('src', image.getAttribute('src')!);
  else image.srcset = image.getAttribute('srcset') ?? '';
}
