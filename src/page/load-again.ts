/** Loads an image once more: setting either attribute starts the choice of a source anew, wherever that comes from. */
export function loadAgain(image: HTMLImageElement): void {
  if (image.hasAttribute('src')) image.setAttribute('src', image.getAttribute('src')!);
  else image.srcset = image.getAttribute('srcset') ?? '';
}
