import type { Send } from '../../plan/plan-actions.ts';

/** What came of bringing an archive in: how many entries are new and how many were there already. */
export type Imported = { added: number; kept: number };

type Refusal = { error: string };
type Ask = (message: object) => Promise<object>;

/** The archive as a file; a refusal says why there is none. */
export async function exportArchive(send: Send): Promise<Blob | Refusal> {
  const reply = await (send as Ask)({ type: 'archive.export' });
  if ('error' in reply) return { error: String(reply.error) };
  return new Blob([JSON.stringify(reply)], { type: 'application/json' });
}

/** Brings a file in. What is no archive is refused and changes nothing. */
export async function importArchive(send: Send, text: string): Promise<Imported | Refusal> {
  let archive: unknown;
  try {
    archive = JSON.parse(text);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
  const reply = await (send as Ask)({ type: 'archive.import', archive });
  if ('error' in reply) return { error: String(reply.error) };
  return reply as Imported;
}
