import type { Refusal } from './contract.ts';
import { createRefusalSentences } from './refusal-sentences.ts';

/** `FILE_NO_SPACE` is Chromium's word for a download that the disk has no room for. */
const SENTENCES = {
  noPlan: '{}: no plan is active',
  noList: 'held: there is no plan whose list could change',
  noSuchPlan: 'plan {}: there is no such plan',
  noSuchReading: 'reading {}: there is no such reading',
  noAddress: 'held: that is no address of the web',
  notItself: 'held: {} itself is not held',
  notHeld: 'held: {} is not held',
  heldOtherwise: 'held: {} is held for another reason',
  fiveUsedUp: 'held: the five more minutes of {} are used up for today',
  answered: 'large: it was answered already',
  noneAside: 'aside.export: no data is set aside',
  backwards: 'message from: must not be after to ({} > {})',
  notJson: 'archive: is not JSON: {}',
  noAnswer: 'no answer: {}',
  notSaved: 'not saved',
  noRoomToSave: 'FILE_NO_SPACE',
  full: '{}: QuotaExceededError: {}',
  failed: '{}: {}Error: {}',
} as const;

/** Why something else than a carrier's message was refused, by code. */
export type RefusalCode = keyof typeof SENTENCES;

export const { refuse, reasonOf } = createRefusalSentences(SENTENCES);

/** A refusal for what was thrown while something was done: `plan.save: QuotaExceededError: no room`. */
export function failure(doing: string, error: unknown): Refusal {
  return { error: `${doing}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}` };
}
