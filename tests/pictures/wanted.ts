import path from 'node:path';
import { LOOKS, unknownNames, type Asked } from './unknown-names.ts';
import { VIEWS } from './views.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../.output/screenshots');
const asked = JSON.parse(process.env['DATAGAUGE_PICTURES'] ?? '{}') as Asked;

const narrowed = (name: keyof Asked, all: readonly string[]): string[] =>
  all.filter((one) => asked[name]?.includes(one) ?? true);

export const LANGUAGES = narrowed('lang', LOOKS.lang);
export const THEMES = narrowed('theme', LOOKS.theme);

/** The requested widths, or states, among those of a view. */
export const widths = (view: string) => narrowed('width', VIEWS[view]!.width.map(String)).map(Number);
export const states = (all: readonly string[]) => narrowed('state', all);
/** A view without states is not wanted where states were requested. */
export const isWanted = (view: string) =>
  narrowed('view', [view]).length > 0 && (VIEWS[view]!.state.length > 0 || asked.state === undefined);

/** Reports requested names that do not exist, and exits. */
export function refuseUnknown(): void {
  const wrong = unknownNames(asked);
  if (wrong.length === 0) return;
  console.error(wrong.join('\n'));
  process.exit(2);
}

/** A picture's path: `popup/short-zh-HK-dark-320.png`. */
export const pictureFile = (view: string, ...parts: (string | number)[]) =>
  path.join(FOLDER, view, `${parts.join('-').replaceAll('/', '_')}.png`);
