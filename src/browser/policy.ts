import { browser } from './browser.ts';

/** An organisation's policy for this extension (see `managed-schema.json`); empty where there is none. */
export async function readPolicy(): Promise<Record<string, unknown>> {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    // Firefox rejects where no policy was installed: https://bugzil.la/1868153
    return {};
  }
}

/** Subscribes to changes of the policy. Firefox reads it only when it starts. Must be called in the first turn. */
export function onPolicy(listener: () => void): void {
  if (!import.meta.env.FIREFOX) browser.storage.managed.onChanged.addListener(() => listener());
}
