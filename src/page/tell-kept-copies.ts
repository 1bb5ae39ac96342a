import type { KeptAsk, KeptCopy } from '../core/kept-copy.ts';
import { keptCopyOf } from './kept-copy-of.ts';
import type { OnOrder } from './obey-holds.ts';

/** Looks up the HTTP cache entries that the background asks for, one after another, in their order. */
export function tellKeptCopies(onOrder: OnOrder): void {
  onOrder((order) => (order.type === 'tell-kept-copies' ? copiesOf(order.asks) : undefined));
}

async function copiesOf(asks: readonly KeptAsk[]): Promise<(KeptCopy | null)[]> {
  const copies: (KeptCopy | null)[] = [];
  for (const ask of asks) copies.push(await keptCopyOf(ask));
  return copies;
}
