/** Calls back once the document's present state has been painted: the second frame begins after the first is shown. */
export function afterPaint(callback: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => callback()));
}
