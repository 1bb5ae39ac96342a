import { listenToTap } from '../../../src/page/tap-port.ts';

listenToTap((reports) => void chrome.runtime.sendMessage({ reports, page: location.href }), {
  hidesSizes: !navigator.userAgent.includes('Firefox'),
});
