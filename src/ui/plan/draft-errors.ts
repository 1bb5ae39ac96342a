import { planWording } from '../wording/plan-wording.ts';
import type { Voice } from '../wording/voice.ts';
import type { DraftField, DraftResult } from './draft-plan.ts';

/** The error message of each field; `''` where it is valid. */
export function draftErrors(result: DraftResult, voice: Voice): (field: DraftField) => string {
  const wrong = 'wrong' in result ? result.wrong : new Set<DraftField>();
  const { form } = voice.words;
  const words = planWording(voice);
  const messages: Record<string, string> = {
    name: form.wrongName,
    carrier: form.wrongName,
    label: form.wrongName,
    amount: form.wrongAmount,
    days: form.wrongDays,
    billingDay: form.wrongBillingDay,
    startedAt: form.wrongStart,
    price: words.wrongPrice,
    after: words.wrongPrice,
    resets: words.wrongResets,
    sites: words.wrongSites,
    hours: words.wrongHours,
    life: words.wrongLife,
  };
  return (field) => (wrong.has(field) ? (messages[field.replace(/^\d+\./, '')] ?? '') : '');
}
