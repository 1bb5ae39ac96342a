import { listenToTap } from '../../../src/page/tap-port.ts';

const port = listenToTap((reports) => void chrome.runtime.sendMessage({ reports, page: location.href }), {
  hidesSizes: !navigator.userAgent.includes('Firefox'),
});
chrome.runtime.onMessage.addListener((message: { isEnabled: boolean }) => port.setEnabled(message.isEnabled));
