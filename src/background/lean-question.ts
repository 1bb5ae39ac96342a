import * as v from 'valibot';
import { parseHeldAddress } from '../core/held-address.ts';
import type { LeanQuestion } from '../core/lean-question.ts';
import { siteOf } from '../core/site.ts';

/** A document's tab, the site it shows, and the address that it wants let through. */
export type LeanAsked = { tab: number; site: string; load: string | null };

const question = v.object({
  type: v.literal('lean'),
  load: v.nullable(v.pipe(v.string(), v.maxLength(100_000))),
} satisfies Record<keyof LeanQuestion, v.GenericSchema>);

/** Parses a document's question; the tab and its site come from the browser. `null`: it is another message. */
export function parseLeanQuestion(message: unknown, sender: { tabId: number; topUrl: string }): LeanAsked | null {
  const result = v.safeParse(question, message);
  if (!result.success || sender.tabId < 0) return null;
  const { load } = result.output;
  const address = load === null ? null : (parseHeldAddress(load)?.address ?? null);
  return { tab: sender.tabId, site: siteOf(sender.topUrl), load: address };
}
