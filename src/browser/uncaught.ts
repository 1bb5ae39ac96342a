/** Calls for every error and every rejection in the background that nobody has handled. */
export function onUncaught(listener: (error: unknown) => void): void {
  globalThis.addEventListener('error', (event) => listener(event.error ?? event.message));
  globalThis.addEventListener('unhandledrejection', (event) => listener(event.reason));
}
