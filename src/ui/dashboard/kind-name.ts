import type { Voice } from '../wording/voice.ts';

/** What a kind is called; one that has no name here, from another version's archive, goes by its own. */
export function kindName(kind: string, { words }: Pick<Voice, 'words'>): string {
  const names = words.dashboard.kind;
  // A file may name one like a property that every object has.
  return (Object.hasOwn(names, kind) ? names[kind] : undefined) ?? kind;
}
