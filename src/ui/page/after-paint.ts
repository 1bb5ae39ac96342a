/** Calls back when what is now in the document has been painted: the second frame begins after the first is shown. */
export function afterPaint(callback: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => callback()));
}
