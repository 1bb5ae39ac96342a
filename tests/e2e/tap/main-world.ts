import { startTap } from '../../../src/page/tap.ts';

startTap({ hidesSizes: !navigator.userAgent.includes('Firefox') });
