import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readEarly } from '../src/browser/early-reads.ts';

export default defineUnlistedScript(readEarly);
