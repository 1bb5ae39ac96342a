import type { Voice } from '../wording/voice.ts';

/** The name of a kind of traffic. A kind without one, from an archive of another version, is shown as it is. */
export function kindName(kind: string, { words }: Pick<Voice, 'words'>): string {
  const names = words.dashboard.kind;
  // An archive may contain a kind that is named like a property which every object inherits.
  return (Object.hasOwn(names, kind) ? names[kind] : undefined) ?? kind;
}
