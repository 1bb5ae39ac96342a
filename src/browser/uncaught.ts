/** Calls for every uncaught error and unhandled rejection in the background. */
export function onUncaught(listener: (error: unknown) => void): void {
  globalThis.addEventListener('error', (event) => listener(event.error ?? event.message));
  globalThis.addEventListener('unhandledrejection', (event) => listener(event.reason));
}
