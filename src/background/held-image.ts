import * as v from 'valibot';
import type { HeldImageQuestion } from '../core/held-image.ts';
import { parseHeldAddress } from '../core/held-address.ts';
import { siteOf } from '../core/site.ts';

/** An image that did not come, and where. */
export type HeldImage = { address: string; tab: number; site: string; load: boolean };

const question = v.object({
  type: v.literal('held-image'),
  address: v.pipe(v.string(), v.maxLength(100_000)),
  load: v.boolean(),
} satisfies Record<keyof HeldImageQuestion, v.GenericSchema>);

/** Reads a document's question about an image; the tab and its site are the browser's word. `null`: it is something else. */
export function parseHeldImage(message: unknown, sender: { tabId: number; topUrl: string }): HeldImage | null {
  const result = v.safeParse(question, message);
  if (!result.success || sender.tabId < 0) return null;
  const found = parseHeldAddress(result.output.address);
  const site = siteOf(sender.topUrl);
  return found && { address: found.address, tab: sender.tabId, site, load: result.output.load };
}
