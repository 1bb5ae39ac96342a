import { browser } from './browser.ts';

/** The text of a notification. */
export type Notice = { title: string; message: string };

/** Shows a notification; it replaces one with the same id. Rejects where the browser cannot show any. */
export async function showNotification(id: string, { title, message }: Notice): Promise<void> {
  const iconUrl = browser.runtime.getURL('icon/128.png');
  await browser.notifications.create(id, { type: 'basic', iconUrl, title, message });
}

/** Calls when a notification is clicked, and removes it. Must be called in the first turn. */
export function onNotificationPressed(listener: (id: string) => void): void {
  browser.notifications.onClicked.addListener((id) => {
    void browser.notifications.clear(id);
    listener(id);
  });
}
