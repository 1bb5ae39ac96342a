import { browser } from './browser.ts';

/** What an organisation's policy says to this extension (see `managed-schema.json`); empty where there is none. */
export async function readPolicy(): Promise<Record<string, unknown>> {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    // Firefox rejects where no policy was installed: https://bugzil.la/1868153
    return {};
  }
}

/** Subscribes to changes of the policy. Must be called in the first turn. */
export function onPolicy(listener: () => void): void {
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') listener();
  });
}
