import { isLetter } from './character.ts';
import type { Pool } from './claim.ts';
import type { Clause } from './clause.ts';
import { isNode } from './bind.ts';
import { isLabel, type Item, type Label } from './item.ts';

const PLAIN: Pool = { rank: 'plain', name: '', place: '', isToday: false, isAmong: false };

// Where data may be used; with 通用 beside it, it tells no pools apart.
const PLACES = new Set(['国内', '全国', '省内', '省外', '省际', '本地', '本省', '市内', '本市']);

// Words that name a part in passing, mostly in brackets; 其中 goes on to the sentence's end.
const ASIDES = new Set(['含', '内含', '包括', 'including', 'whichincludes', 'ycompris', 'incluyendo', 'incluindo']);

/**
 * Whose data each figure (and each 'used up') speaks of. A qualifier holds until the next noun without one, over
 * commas, and over lines where it stood in a heading of its own.
 */
export function poolsOf(clauses: readonly Clause[]): Map<Item, Pool> {
  const pools = new Map<Item, Pool>();
  let current = PLAIN;
  let isHeaded = false;
  let isAmong = false;
  let hadAmongAlone = false;
  let isAside = false;
  for (const { items, weight } of clauses) {
    if ((weight >= 2 && !hadAmongAlone) || isAside) isAmong = false;
    const subjects = items.filter((item) => isNode(item) || isLabel(item, 'spent'));
    const among = items.find((item) => isLabel(item, 'among'));
    const hasAmong = among !== undefined;
    const wasAmong = isAmong;
    isAside = items.some((item) => isLabel(item, 'among') && ASIDES.has(item.text));
    isAmong ||= hasAmong;
    hadAmongAlone = subjects.length === 0 && (hasAmong || (hadAmongAlone && items.length === 0));
    if (subjects.length === 0) {
      const heading = items.filter(isQualifier);
      if (heading.length > 0 && items.some((item) => isLabel(item, 'data', 'general', 'part')) && !saysTime(items)) {
        current = poolOf(heading);
        isHeaded = true;
      }
      continue;
    }
    if (weight >= 2 && !isHeaded && current.rank !== 'plain' && startsAnew(items)) current = PLAIN;
    for (const [index, subject] of subjects.entries()) {
      const { before, behind } = regions(items, subjects, index, pools);
      const own = before.some(isQualifier) ? before : behind;
      const qualifiers = own.filter(isQualifier);
      if (qualifiers.length > 0) {
        current = poolOf(qualifiers);
        isHeaded = false;
      } else if (!isHeaded && opensWithNoun(before)) current = PLAIN;
      const isToday = [...before, ...own].some((item) => isLabel(item, 'today'));
      // 剩余 5GB（含结转 1GB）: what stands before it is the figure that the parts are of.
      pools.set(subject, { ...current, isToday, isAmong: wasAmong || (hasAmong && among.at < subject.at) });
    }
  }
  return pools;
}

const isQualifier = (item: Item): item is Label => isLabel(item, 'general', 'other', 'part');

const saysTime = (items: readonly Item[]) => items.some(({ kind }) => kind === 'stamp');

/** A sentence with a noun of its own, or in a script that puts the noun behind the number. */
const startsAnew = (items: readonly Item[]) =>
  items.some((item) => isLabel(item, 'data')) || items.some((item) => item.kind === 'label' && isLetter(item.text[0]));

/** 流量剩余 3GB names its pool anew; 剩余流量 3GB goes on with the last. */
function opensWithNoun(before: readonly Item[]): boolean {
  const first = before.find((item) => isLabel(item, 'data', 'used', 'left', 'whole', 'usage', 'spent'));
  return isLabel(first, 'data');
}

/** What stands before a figure and not behind the last one's, and what stands behind it. */
function regions(
  items: readonly Item[],
  subjects: readonly Item[],
  index: number,
  pools: ReadonlyMap<Item, Pool>,
): { before: Item[]; behind: Item[] } {
  const subject = subjects[index] as Item;
  const last = subjects[index - 1];
  const next = subjects[index + 1];
  const between = (from: Item | undefined, to: Item | undefined) =>
    items.filter((item) => (from === undefined || item.at >= from.end) && (to === undefined || item.end <= to.at));
  const before = between(last, subject);
  const behind = between(subject, next);
  const isLatin = behind.some((item) => item.kind === 'label' && isLetter(item.text[0]));
  // A pool's name that stood behind the last figure belongs to that one, not to this.
  const isTaken = last !== undefined && isLatin && pools.get(last)?.rank !== 'plain' && index === subjects.length - 1;
  const isFree = isTaken && behind.some(isQualifier);
  return { before: isFree ? [] : before, behind: next === undefined || isLatin ? behind : [] };
}

function poolOf(qualifiers: readonly Label[]): Pool {
  const has = (meaning: 'other' | 'general' | 'part') => qualifiers.some((label) => isLabel(label, meaning));
  const rank = has('other') ? 'other' : has('general') ? 'general' : has('part') ? 'part' : 'plain';
  const isPlace = (label: Label) => rank === 'general' && PLACES.has(label.text);
  const places = qualifiers.filter(isPlace).map(({ text }) => text);
  const names = qualifiers
    .filter((label) => rank !== 'general' || (isLabel(label, 'part') && !isPlace(label)))
    .map(({ text }) => text);
  return { rank, name: [...new Set(names)].join(' '), place: places.join(' '), isToday: false, isAmong: false };
}
