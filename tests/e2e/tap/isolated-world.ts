import { listenToTap } from '../../../src/page/tap-port.ts';

const { closeChannels } = listenToTap((reports) => void chrome.runtime.sendMessage({ reports, page: location.href }), {
  hidesSizes: !navigator.userAgent.includes('Firefox'),
});
addEventListener('close-channels', closeChannels);
