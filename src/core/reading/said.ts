import { isLetter } from './character.ts';
import type { Clause } from './clause.ts';
import { isLabel, type Item, type Label } from './item.ts';

/** The part of a message that states facts, and what else it held. */
export type Said = {
  clauses: Clause[];
  /** The clauses' items with the breaks between them. */
  items: Item[];
  hasOffer: boolean;
  hasThreshold: boolean;
};

/**
 * Leaves out what is only offered ('get 12 GB for'), only conditional ('once you have used'), or a limit ('above 40 GB
 * the speed is'), and the end of data that is not there yet ('almost used up').
 */
export function whatIsSaid(clauses: readonly Clause[]): Said {
  const said: Said = { clauses: [], items: [], hasOffer: false, hasThreshold: false };
  let isOffering = false;
  let isSupposing = false;
  for (const [index, clause] of clauses.entries()) {
    if (clause.weight >= 2 || clause.weight === 0) isOffering = isSupposing = false;
    const isFirm = clause.items.some((item) => isLabel(item, 'used', 'left'));
    if ((isOffering || isSupposing) && !isFirm) {
      said.hasOffer ||= isOffering && hasAmount(clause.items);
      said.clauses.push({ ...clause, items: [] });
      continue;
    }
    const offered = withoutOffer(clause.items, isFirm);
    const supposed = withoutCondition(offered);
    const next = clauses[index + 1];
    const stated = withoutThreshold(supposed, next !== undefined && next.weight === 1 ? next.items : []);
    isOffering = offered !== clause.items && clause.items.some((item) => isLabel(item, 'offer'));
    isSupposing = supposed !== offered;
    said.hasOffer ||= offered !== clause.items && hasAmount(clause.items);
    said.hasThreshold ||= (stated !== supposed || supposed !== offered) && hasAmount(offered);
    said.clauses.push({ ...clause, items: withoutCoins(withoutLimits(withoutFutureEnd(stated))) });
  }
  said.items = withBreaks(said.clauses);
  return said;
}

function withBreaks(clauses: readonly Clause[]): Item[] {
  let end = 0;
  return clauses.flatMap(({ items, weight }) => {
    const at = end;
    end = items.at(-1)?.end ?? end;
    return weight === 0 ? items : [{ kind: 'break' as const, weight, at, end: items[0]?.at ?? at }, ...items];
  });
}

const hasAmount = (items: readonly Item[]) => items.some(({ kind }) => kind === 'amount');

function withoutOffer(items: Item[], isFirm: boolean): Item[] {
  const offer = items.findIndex((item) => isLabel(item, 'offer'));
  // What is used up before something is offered is used up.
  const isStated = isFirm || items.slice(0, Math.max(0, offer)).some((item) => isLabel(item, 'spent'));
  if (offer >= 0) return items.slice(0, isStated ? offer : 0);
  const isPriced = items.some((item) => item.kind === 'quantity' && item.what === 'money');
  const isOwned = isFirm || items.some((item) => isLabel(item, 'have', 'whole', 'usage', 'spent'));
  return isPriced && !isOwned && hasAmount(items) ? items.filter(({ kind }) => kind === 'quantity') : items;
}

/** In English and its like a condition lies ahead of its word ('if …'), in Chinese and Japanese around or behind it. */
function withoutCondition(items: Item[]): Item[] {
  const condition = items.findIndex((item) => isLabel(item, 'condition'));
  if (condition < 0) return items;
  return isLetter((items[condition] as Label).text[0]) ? items.slice(0, condition) : [];
}

function withoutThreshold(items: Item[], next: readonly Item[]): Item[] {
  const threshold = items.findIndex((item) => isLabel(item, 'threshold', 'reached') && isAmountBehind(items, item));
  if (threshold < 0) return items;
  const label = items[threshold] as Label;
  const isReached = !label.meanings.has('threshold');
  const then = items.findIndex((item) => isLabel(item, 'then'));
  const isUsedBefore = items.slice(0, threshold).some((item) => isLabel(item, 'used', 'usage'));
  // 'Has reached 80 %, and will be …' states a fact; 达到40GB后 supposes one.
  const isThenHere =
    then >= 0 && (!isReached || (then > threshold && !isLetter(label.text[0]) && !label.text.startsWith('已')));
  const isThenNext = !isReached && !isUsedBefore && isLabel(next[0], 'then');
  return isThenHere || isThenNext ? items.slice(0, threshold) : items;
}

const isAmountBehind = (items: readonly Item[], label: Item) =>
  items.some(
    (item) => (item.kind === 'amount' || item.kind === 'percent') && item.at >= label.end && item.at - label.end <= 6,
  );

function withoutFutureEnd(items: Item[]): Item[] {
  const isAlmost = items.some((item) => isLabel(item, 'almost'));
  return items.filter((item, index) => {
    if (!isLabel(item, 'spent')) return true;
    const next = items[index + 1];
    const isBare = !isLetter(item.text[0]) && !item.text.startsWith('已');
    return !isAlmost && !(isBare && isLabel(next, 'then') && next.at - item.end <= 2);
  });
}

/** 金币余额：3.5M: of a purse that holds no data, a letter alone counts thousands. */
function withoutCoins(items: Item[]): Item[] {
  if (!items.some((item) => isLabel(item, 'money')) || items.some((item) => isLabel(item, 'data'))) return items;
  return items.filter((item) => !(item.kind === 'amount' && item.isBare));
}

/** 'Slowed to 1M': a speed, whatever its unit looks like. */
const withoutLimits = (items: Item[]): Item[] =>
  items.filter((item, index) => {
    const before = items[index - 1];
    return !(item.kind === 'amount' && isLabel(before, 'limit') && item.at - before.end <= 3);
  });
