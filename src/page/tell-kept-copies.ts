import type { KeptCopy } from '../core/kept-copy.ts';
import { keptCopyOf } from './kept-copy-of.ts';
import type { OnOrder } from './obey-holds.ts';

/** Answers what the cache has kept of the addresses that the background asks for, one after another, in their order. */
export function tellKeptCopies(onOrder: OnOrder): void {
  onOrder((order) => (order.type === 'tell-kept-copies' ? copiesOf(order.urls) : undefined));
}

async function copiesOf(urls: readonly string[]): Promise<(KeptCopy | null)[]> {
  const copies: (KeptCopy | null)[] = [];
  for (const url of urls) copies.push(await keptCopyOf(url));
  return copies;
}
