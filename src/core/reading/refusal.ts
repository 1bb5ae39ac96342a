import type { Refusal } from '../contract.ts';
import type { Node } from './bind.ts';
import type { Claim } from './claim.ts';
import { isLabel, type Item } from './item.ts';
import type { Said } from './said.ts';
import { unread } from './unread.ts';

/** Why a text without a figure of what is used or left is no reading: names the thing that it speaks of instead. */
export function refusalOf(
  items: readonly Item[],
  said: Said,
  claims: readonly Claim[],
  unclaimed: readonly { node: Node }[],
): Refusal {
  const counts = (what: 'money' | 'minutes' | 'messages' | 'speed') =>
    items.some((item) => item.kind === 'quantity' && item.what === what);
  if (unclaimed.length > 0) return unread('unclear');
  if (claims.length > 0) return unread('totalAlone');
  if (said.hasThreshold) return unread('threshold');
  if (said.hasOffer) return unread('offer');
  if (counts('money') || items.some((item) => isLabel(item, 'money'))) return unread('money');
  if (counts('minutes') || counts('messages')) return unread('minutes');
  if (counts('speed')) return unread('speed');
  return unread('nothing');
}
