import { isRefusal } from '../../../browser/messages.ts';
import type { Imported, Refusal } from '../../../core/contract.ts';
import { parseArchive } from '../../../core/parse-archive.ts';
import { refuse } from '../../../core/refusals.ts';
import type { Send } from '../../plan/plan-actions.ts';

/** Chromium's limit on a message between an extension's parts is 64 MiB; our archives are much smaller. */
export const MOST_ARCHIVE_BYTES = 64_000_000;

/**
 * The archive as a file, or why there is none.
 *
 * @param isAside whether to export the older data that cannot be opened, instead
 */
export async function exportArchive(send: Send, isAside = false): Promise<Blob | Refusal> {
  const reply = await send({ type: isAside ? 'aside.export' : 'archive.export' });
  if (isRefusal(reply)) return reply;
  return new Blob([JSON.stringify(reply)], { type: 'application/json' });
}

/**
 * Imports an archive. A file that is not an archive is refused and changes nothing; one that is too large is not read.
 *
 * @param tooLarge the refusal of a file that is too large
 */
export async function importArchive(
  send: Send,
  file: Pick<Blob, 'size' | 'text'>,
  tooLarge: string,
): Promise<Imported | Refusal> {
  if (file.size > MOST_ARCHIVE_BYTES) return { error: tooLarge };
  let input: unknown;
  try {
    input = JSON.parse(await file.text());
  } catch (error) {
    return refuse('notJson', error instanceof Error ? error.message : String(error));
  }
  // The background checks it as well; checking here saves sending what would be refused.
  const archive = parseArchive(input);
  return 'error' in archive ? archive : send({ type: 'archive.import', archive });
}
