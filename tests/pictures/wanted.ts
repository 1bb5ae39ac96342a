import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../.output/screenshots');
const asked = JSON.parse(process.env['DATAGAUGE_PICTURES'] ?? '{}') as Record<string, string[] | undefined>;

const narrowed = <T>(name: string, all: readonly T[]): T[] =>
  all.filter((one) => asked[name] === undefined || asked[name].includes(String(one)));

export const LANGUAGES = narrowed('lang', ['en', 'zh-CN', 'zh-HK']);
export const THEMES = narrowed('theme', ['light', 'dark', 'forced']);

/** Of what a kind of picture comes in, what was asked for. */
export const widths = (all: readonly number[]) => narrowed('width', all);
export const isWanted = (view: string) => narrowed('view', [view]).length > 0;
export const states = (all: readonly string[]) => narrowed('state', all);

/** Where a picture goes: `popup/short-zh-HK-dark-320.png`. */
export const pictureFile = (view: string, ...parts: (string | number)[]) =>
  path.join(FOLDER, view, `${parts.join('-').replaceAll('/', '_')}.png`);
