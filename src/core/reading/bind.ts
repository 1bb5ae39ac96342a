import { isLabel, type AmountItem, type Item, type PercentItem } from './item.ts';
import { roleLabel, type RoleLabel } from './role-label.ts';

/** A figure that may say something of a plan. */
export type Node = AmountItem | PercentItem;

/** Whether an item is such a figure. */
export const isNode = (item: Item): item is Node => item.kind === 'amount' || item.kind === 'percent';

/** What a clause's figures are: `label` the one that says so, `isWhole` where 'of' does. */
export type Binding = { node: Node; label: RoleLabel | null; isWhole: boolean; ofWhole: boolean };

const UNBOUND = 8;
const BEHIND = 0.6;
const UNUSED = 1.5;

/**
 * Decides which label of a clause belongs to which figure. Messages put labels before their numbers or behind them, and
 * either is right only as a whole: between two figures the labels are divided at the point that makes the clause
 * cheapest to believe.
 */
export function bindClause(items: readonly Item[]): Binding[] {
  const isWhole = (item: Node) => isWholeOf(items, item) || isPackage(items, item);
  const row = zip(items);
  const wholes = new Set(items.filter((item): item is Node => row === null && isNode(item) && isWhole(item)));
  const nodes = items.filter((item): item is Node => isNode(item) && !wholes.has(item));
  const zipped = row ?? divide(nodes, groupsOf(items, nodes), fencesOf(items, nodes));
  for (const [index, node] of nodes.entries()) {
    // Used 1.25 GB (25 %): the share is the same figure's.
    const last = nodes[index - 1];
    const same = last && zipped.get(last);
    if (same && node.kind === 'percent' && !zipped.has(node) && node.at - last.end <= 1) zipped.set(node, same);
    // 1.25 GB left (25 %): so it is behind the word, in brackets.
    const own = zipped.get(node);
    const isBracketed = own && own.label.at === last?.end && node.at - own.label.end === 1;
    if (isBracketed && node.kind === 'percent' && last?.kind === 'amount' && !same) zipped.set(last, own);
  }
  const paired = new Set([...wholes].map((whole) => nodes.findLast((node) => node.at < whole.at)));
  return items.filter(isNode).map((node) => {
    const isWhole = wholes.has(node);
    return { node, label: isWhole ? null : (zipped.get(node) ?? null), isWhole, ofWhole: paired.has(node) };
  });
}

/** 'Of' before it and a figure before that; a slash between the two; のうち behind it and a figure after that. */
function isWholeOf(items: readonly Item[], node: Node): boolean {
  if (node.kind === 'percent') return false;
  const index = items.indexOf(node);
  if (node.isAfterSlash && isSaidOf(items[index - 1], items[index - 2])) return true;
  for (let i = index - 1; i >= 0; i--) {
    const item = items[i] as Item;
    if (isLabel(item, 'of') && node.at - item.end <= 6)
      return items.slice(0, i).some(isNode) || (i === 0 && opensAWhole(items, node));
    if (item.kind === 'amount' && item.hasSlash && item.end + 1 === node.at) return true;
    if (isNode(item) || !isLabel(item, 'data', 'quota', 'whole', 'general', 'other', 'today', 'plain', 'part', 'on'))
      break;
  }
  const outOf = items
    .slice(index + 1)
    .find((item): boolean => !isLabel(item, 'data', 'quota', 'general', 'plain', 'part'));
  return (
    isLabel(outOf, 'outOf') && outOf.at - node.end <= 6 && items.some((item) => isNode(item) && item.at >= outOf.end)
  );
}

/** '(1 GB - 7 Days)': what a pack is sold as, beside a figure of what is used or left of it. */
function isPackage(items: readonly Item[], node: Node): boolean {
  const index = items.indexOf(node);
  const [before, behind] = [items[index - 1], items[index + 1]];
  const isSold =
    behind?.kind === 'quantity' && behind.what === 'time' && behind.at - node.end <= 2 && behind.at > node.end;
  const isNamed = before !== undefined && roleLabel(before) !== null && node.at - before.end <= 1;
  return node.kind === 'amount' && isSold && !isNamed && items.some((item) => item !== node && isNode(item));
}

/** '15.2 GB used / 100 GB': what stands behind the slash is of neither word. */
const isSaidOf = (label: Item | undefined, figure: Item | undefined) =>
  isLabel(label, 'used', 'left') && figure !== undefined && isNode(figure) && label.at - figure.end <= 1;

/** 'Of your 10 GB, …' and not 'of your allowance you have used 10 GB'. */
const opensAWhole = (items: readonly Item[], node: Node) =>
  items.some((item) => item !== node && isNode(item)) || !items.some((item) => isLabel(item, 'used', 'left'));

/** 已用/总量：3GB/10GB — as many different labels in a row as figures behind them. */
function zip(items: readonly Item[]): Map<Node, RoleLabel> | null {
  const figures = items.filter(isNode);
  const [first] = figures;
  if (first === undefined || figures.length < 2) return null;
  const labels = items.flatMap((item) => roleLabel(item) ?? []);
  const areBefore = labels.every(({ label }) => label.end <= first.at);
  const areDifferent = new Set(labels.map(({ role }) => role)).size === labels.length;
  const isRow =
    labels.length === figures.length &&
    areBefore &&
    areDifferent &&
    labels.every(({ cost }) => cost < 4) &&
    labels.slice(0, -1).every(({ label }) => !label.hasColon);
  if (!isRow) return null;
  return new Map(figures.map((node, index) => [node, labels[index] as RoleLabel]));
}

/** The labels before the first node, between each two, and behind the last. */
function groupsOf(items: readonly Item[], nodes: readonly Node[]): RoleLabel[][] {
  const groups: RoleLabel[][] = Array.from({ length: nodes.length + 1 }, () => []);
  let open = 0;
  for (const item of items) {
    if (item === nodes[open]) open++;
    const label = roleLabel(item);
    if (label !== null) groups[open]?.push(label);
  }
  return groups;
}

/** How many labels of each group stand before an aside ('including …'): they say nothing of what is in it. */
function fencesOf(items: readonly Item[], nodes: readonly Node[]): number[] {
  const fences = new Array<number>(nodes.length + 1).fill(0);
  let open = 0;
  let labels = 0;
  for (const item of items) {
    if (item === nodes[open]) {
      open++;
      labels = 0;
    } else if (isLabel(item, 'among') && open > 0) fences[open] = labels;
    else if (roleLabel(item) !== null) labels++;
  }
  return fences;
}

type Choice = { label: RoleLabel | null; cost: number };
type Path = { cost: number; labels: (RoleLabel | null)[] };

function divide(
  nodes: readonly Node[],
  groups: readonly RoleLabel[][],
  fences: readonly number[],
): Map<Node, RoleLabel> {
  // Paths by how many of the last group's labels were left to the next node.
  let paths: { path: Path; rest: RoleLabel[] }[] = [{ path: { cost: 0, labels: [] }, rest: groups[0] ?? [] }];
  nodes.forEach((node, index) => {
    const behind = (groups[index + 1] ?? []).slice(0, 6);
    const isLast = index === nodes.length - 1;
    const splits = [...behind.keys(), behind.length].filter((split) => split >= (fences[index + 1] ?? 0));
    paths = (isLast || splits.length === 0 ? [behind.length] : splits).map((split) => {
      const options = paths.map(({ path, rest }) => {
        const choice = choose(node, rest, behind.slice(0, split));
        return { cost: path.cost + choice.cost, labels: [...path.labels, choice.label] };
      });
      const path = options.reduce((best, option) => (option.cost < best.cost ? option : best));
      return { path, rest: behind.slice(split) };
    });
  });
  const best = paths.reduce((a, b) => (b.path.cost < a.path.cost ? b : a)).path.labels;
  return new Map(nodes.flatMap((node, index) => (best[index] ? [[node, best[index]] as const] : [])));
}

function choose(node: Node, before: readonly RoleLabel[], behind: readonly RoleLabel[]): Choice {
  let best: Choice = { label: null, cost: UNBOUND };
  for (const label of before) best = cheaper(best, label, label.cost + distance(node.at - label.label.end), node);
  for (const label of behind) {
    if (label.label.hasColon) continue;
    best = cheaper(best, label, label.cost + BEHIND + distance(label.label.at - node.end), node);
  }
  const isOutright = ({ cost, role }: RoleLabel) => cost === 0 && role !== best.label?.role;
  return { label: best.label, cost: best.cost + UNUSED * [...before, ...behind].filter(isOutright).length };
}

function cheaper(best: Choice, label: RoleLabel, cost: number, node: Node): Choice {
  const isPossible = node.kind === 'amount' || label.role !== 'whole';
  return isPossible && cost < best.cost ? { label, cost } : best;
}

const distance = (tokens: number) => Math.min(3, tokens * 0.25);
