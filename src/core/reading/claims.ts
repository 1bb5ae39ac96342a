import { bindClause, isNode, type Binding, type Node } from './bind.ts';
import type { Claim, Pool } from './claim.ts';
import type { Clause } from './clause.ts';
import { sumAmounts } from './data-amount.ts';
import { isLabel, type Item } from './item.ts';
import { poolsOf } from './pools.ts';
import { roleLabel, WEAK_COST, type RoleLabel } from './role-label.ts';

/** What a message’s figures say. */
export type Claims = {
  claims: Claim[];
  /** Amounts of data of which the message does not say what they are. */
  unclaimed: { node: Node; pool: Pool }[];
};

/** Every figure of a message with what it is and whose. */
export function claimsOf(clauses: readonly Clause[]): Claims {
  const pools = poolsOf(clauses);
  const bindings = clauses.map(({ items }) => bindClause(items));
  bindAcross(clauses, bindings);
  const result: Claims = { claims: [], unclaimed: [] };
  for (const [index, { items }] of clauses.entries()) {
    const bound = bindings[index] ?? [];
    for (const binding of withSums(items, bound, pools)) {
      const pool = pools.get(wholeWithPool(bound, binding, pools) ?? binding.node) as Pool;
      const claim = claimOf(binding, pool);
      if (claim === null) result.unclaimed.push({ node: binding.node, pool });
      else result.claims.push(claim);
    }
    const spent = items.find((item) => isLabel(item, 'spent'));
    // 'Used up 80 %' and 'exhausted 1.5 of 2 GB' name a share, not an end.
    const isShare = bound.some(
      ({ label, node, ofWhole }) => label?.isSpent === true && (ofWhole || node.kind === 'percent'),
    );
    if (spent !== undefined && !isShare) {
      result.claims.push({ kind: 'spent', pool: pools.get(spent) as Pool, isWeak: false });
    }
  }
  return result;
}

/** '10 GB + 5 GB bonus left': one figure, in the first one's pool, without what general traffic does not draw on. */
function withSums(items: readonly Item[], bound: Binding[], pools: ReadonlyMap<Item, Pool>): Binding[] {
  if (!items.some((item) => isLabel(item, 'plus'))) return bound;
  const sums: Binding[] = [];
  for (const binding of bound) {
    const last = sums.at(-1);
    const { node } = binding;
    const isSum =
      last?.node.kind === 'amount' &&
      node.kind === 'amount' &&
      (last.label === null || binding.label === null || last.label === binding.label) &&
      items.some((item) => isLabel(item, 'plus') && item.at >= last.node.end && item.end <= node.at);
    if (!isSum || last.node.kind !== 'amount' || pools.get(node)?.rank === 'other') {
      sums.push(binding);
      continue;
    }
    last.node.amount = sumAmounts([last.node.amount, node.amount]);
    last.label ??= binding.label;
  }
  return sums;
}

/** 'Used 2 GB of your 5 GB roaming data': what stands behind the whole, the clause's last figure, applies to both. */
function wholeWithPool(bound: readonly Binding[], { node, ofWhole }: Binding, pools: ReadonlyMap<Item, Pool>) {
  const [part, whole] = bound.slice(-2);
  return ofWhole && part?.node === node && whole?.isWhole && pools.get(node)?.rank === 'plain' ? whole.node : null;
}

function claimOf({ node, label, isWhole, ofWhole }: Binding, pool: Pool): Claim | null {
  if (node.kind === 'amount' && isWhole)
    return { kind: 'amount', role: 'whole', amount: node.amount, pool, isWeak: false };
  // 已超出套餐1.2GB: so much beyond it, which no figure of a reading says.
  if (label === null || (label.isSpent && label.label.text.startsWith('已超'))) return null;
  const isWeak = label.cost > WEAK_COST;
  if (node.kind === 'amount') {
    const role = label.isSpent && !ofWhole ? 'whole' : label.role;
    return { kind: 'amount', role, amount: node.amount, pool, isWeak };
  }
  return { kind: 'percent', role: label.role === 'left' ? 'left' : 'used', percent: node.percent, pool, isWeak };
}

/** A label alone on its line belongs to the figure alone on the next one, or on the one before. */
function bindAcross(clauses: readonly Clause[], bindings: Binding[][]): void {
  const lone = clauses.map(({ items }, index) => (bindings[index]?.length === 0 ? loneLabel(items) : null));
  let inherited: RoleLabel | null = null;
  clauses.forEach(({ items, weight }, index) => {
    if (weight >= 2) inherited = null;
    const row = bindings[index] ?? [];
    const head = tableHead(clauses[before(clauses, index)]?.items ?? []);
    if (row.length > 1 && head.length === row.length && row.every(({ label, isWhole }) => label === null && !isWhole)) {
      row.forEach((binding, column) => (binding.label = head[column] ?? null));
    }
    for (const binding of bindings[index] ?? []) {
      if (binding.label === null && !binding.isWhole) {
        const from = [before(clauses, index), behind(clauses, index)].find((at) => lone[at] != null);
        if (from !== undefined) {
          binding.label = lone[from] ?? null;
          lone[from] = null;
        } else if (inherited !== null && namesPool(items, binding.node)) {
          binding.label = inherited;
        }
      }
      if (binding.label !== null && binding.label.cost === 0) inherited = binding.label;
    }
  });
}

/** A list goes on with the next pool: '3 GB local, 1 GB night'. */
function namesPool(items: readonly Item[], node: Node): boolean {
  const last = items.findLast((item) => isNode(item) && item.at < node.at);
  return items.some(
    (item) => isLabel(item, 'general', 'other', 'part') && item.at >= (last?.end ?? 0) && item.at < node.at,
  );
}

const isEmpty = (clause: Clause | undefined) =>
  clause !== undefined && clause.items.every((item) => isLabel(item, 'plain', 'data'));

function before(clauses: readonly Clause[], index: number): number {
  let at = index - 1;
  while (isEmpty(clauses[at])) at--;
  return at;
}

function behind(clauses: readonly Clause[], index: number): number {
  let at = index + 1;
  while (isEmpty(clauses[at])) at++;
  return at;
}

/** A line of different names alone, for a line of figures below it. */
function tableHead(items: readonly Item[]): RoleLabel[] {
  const labels = items.flatMap((item) => roleLabel(item) ?? []);
  const isHead = !items.some((item) => isNode(item)) && new Set(labels.map(({ role }) => role)).size === labels.length;
  return isHead ? labels : [];
}

function loneLabel(items: readonly Item[]): RoleLabel | null {
  if (items.some((item) => isNode(item) || item.kind === 'stamp' || item.kind === 'quantity')) return null;
  const labels = items.flatMap((item) => roleLabel(item) ?? []).filter(({ isSpent }) => !isSpent);
  return labels.length === 0 ? null : labels.reduce((a, b) => (b.cost < a.cost ? b : a));
}
