import { isRefusal } from '../../../browser/messages.ts';
import type { Imported, Refusal } from '../../../core/contract.ts';
import { parseArchive } from '../../../core/parse-archive.ts';
import { refuse } from '../../../core/refusals.ts';
import type { Send } from '../../plan/plan-actions.ts';

/** No message between an extension's parts may be longer in Chromium (64 MiB), and no archive of ours comes near it. */
export const MOST_ARCHIVE_BYTES = 64_000_000;

/** The archive as a file, or what is in the data that does not open; a refusal says why there is none. */
export async function exportArchive(send: Send, isAside = false): Promise<Blob | Refusal> {
  const reply = await send({ type: isAside ? 'aside.export' : 'archive.export' });
  if (isRefusal(reply)) return reply;
  return new Blob([JSON.stringify(reply)], { type: 'application/json' });
}

/**
 * Brings a file in. What is no archive is refused and changes nothing; one that is too large is not even read.
 *
 * @param tooLarge what to say of one that is
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
  // The background looks itself; what is refused here need not be sent there.
  const archive = parseArchive(input);
  return 'error' in archive ? archive : send({ type: 'archive.import', archive });
}
