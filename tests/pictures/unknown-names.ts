import { VIEWS } from './views.ts';

/** The requested names by option of the command line. */
export type Asked = Partial<Record<'view' | 'state' | 'lang' | 'theme' | 'width', string[]>>;

export const LOOKS = { lang: ['en', 'zh-CN', 'zh-HK'], theme: ['light', 'dark', 'forced'] };

/** A sentence for each option with names that do not exist, and which names do. */
export function unknownNames(asked: Asked): string[] {
  const views = Object.keys(VIEWS);
  const chosen = views.filter((view) => asked.view?.includes(view) ?? true).map((view) => VIEWS[view]!);
  const known = {
    view: views,
    state: chosen.flatMap(({ state }) => state),
    ...LOOKS,
    width: [...new Set(chosen.flatMap(({ width }) => width))].map(String),
  };
  return Object.entries(known).flatMap(([kind, names]) => {
    const wrong = (asked[kind as keyof Asked] ?? []).filter((name) => !names.includes(name));
    if (wrong.length === 0) return [];
    return [`No picture has --${kind} ${wrong.join(', ')}. There is: ${names.join(', ') || 'none'}`];
  });
}
