import { startTap } from './tap.ts';

/** What runs in a page's own world. Firefox tells webRequest the sizes itself. */
export const runMainWorld = (): void => startTap(!import.meta.env.FIREFOX);
