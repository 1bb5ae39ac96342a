import type { Refusal } from '../contract.ts';
import type { Node } from './bind.ts';
import type { Claim } from './claim.ts';
import { isLabel, type Item } from './item.ts';
import type { Said } from './said.ts';

/** Why a text without a figure of what is used or left is no reading: names the thing that it speaks of instead. */
export function refusalOf(
  items: readonly Item[],
  said: Said,
  claims: readonly Claim[],
  unclaimed: readonly { node: Node }[],
): Refusal {
  const counts = (what: 'money' | 'minutes' | 'messages' | 'speed') =>
    items.some((item) => item.kind === 'quantity' && item.what === what);
  if (unclaimed.length > 0) return { error: 'It names data, but does not say whether that is used or left.' };
  if (claims.length > 0) return { error: 'It names a total, but not what is used or left of it.' };
  if (said.hasThreshold) return { error: 'It says what happens beyond a limit, not what is used or left.' };
  if (said.hasOffer) return { error: 'It is an offer: it does not say what is used or left.' };
  if (counts('money') || items.some((item) => isLabel(item, 'money')))
    return { error: 'It speaks of money, not of data.' };
  if (counts('minutes') || counts('messages')) return { error: 'It speaks of minutes or messages, not of data.' };
  if (counts('speed')) return { error: 'It speaks of a speed, not of an amount of data.' };
  return { error: 'It names no amount of data.' };
}
