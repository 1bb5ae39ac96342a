import { VIEWS } from './views.ts';

/** Names that were asked for by kind, as the command line has them. */
export type Asked = Partial<Record<'view' | 'state' | 'lang' | 'theme' | 'width', string[]>>;

export const LOOKS = { lang: ['en', 'zh-CN', 'zh-HK'], theme: ['light', 'dark', 'forced'] };

/** What was asked for that there is no picture of, a sentence for each kind, with what there is. */
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
