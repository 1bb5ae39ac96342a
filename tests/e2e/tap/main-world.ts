import { startTap } from '../../../src/page/tap.ts';

startTap(!navigator.userAgent.includes('Firefox'));
