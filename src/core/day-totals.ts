/**
 * What one device has used of a plan, by day: two counters that only grow, so that copies of them can be merged in any
 * order and any number of times. What was counted too much is not taken away, it is counted as withdrawn.
 *
 * Keys are local days of the plan's zone, numbered as in `ZoneTime`; values are whole bytes.
 */
export type DayTotals = ReadonlyMap<number, DayCounter>;

/** Bytes that were ever counted on a day, and those of them that were taken back: both only grow. */
export type DayCounter = { readonly counted: number; readonly withdrawn: number };

const NOTHING: DayCounter = { counted: 0, withdrawn: 0 };

/** What is left of a day. */
export const bytesOf = ({ counted, withdrawn }: DayCounter): number => Math.max(0, counted - withdrawn);

/** The join of two copies of one device's totals: commutative, associative, idempotent. */
export function mergeDays(a: DayTotals, b: DayTotals): DayTotals {
  const merged = new Map(a);
  for (const [day, counter] of b) {
    const other = merged.get(day) ?? NOTHING;
    merged.set(day, {
      counted: Math.max(counter.counted, other.counted),
      withdrawn: Math.max(counter.withdrawn, other.withdrawn),
    });
  }
  return merged;
}

/** Counts up, or withdraws, until each day of `bytes` has its figure. Days that `bytes` does not name stay. */
export function raiseDays(days: DayTotals, bytes: ReadonlyMap<number, number>): DayTotals {
  const raised = new Map(days);
  for (const [day, target] of bytes) {
    const { counted, withdrawn } = raised.get(day) ?? NOTHING;
    const change = Math.round(target) - (counted - withdrawn);
    if (change > 0) raised.set(day, { counted: counted + change, withdrawn });
    else if (change < 0) raised.set(day, { counted, withdrawn: withdrawn - change });
  }
  return raised;
}

/** What a device publishes, and what its own ledger does not know of it. */
export type OwnTotals = { days: DayTotals; forgotten: ReadonlyMap<number, number> };

/**
 * A device's next totals.
 *
 * Usually the account holds what this device has put there, or less. Where it holds more under this device's name, a
 * backup was brought back, or a copy of the profile runs elsewhere: that usage was real and stays counted. It is
 * remembered as forgotten, so that the ledger's own figure is added to it and not taken for the whole.
 *
 * @param own what this device published last
 * @param account what the account holds under this device's name
 * @param ledger bytes by day
 */
export function nextTotals(own: OwnTotals, account: DayTotals, ledger: ReadonlyMap<number, number>): OwnTotals {
  const merged = mergeDays(own.days, account);
  const forgotten = new Map(own.forgotten);
  for (const [day, counter] of merged) {
    const before = own.days.get(day) ?? NOTHING;
    const excess = counter.counted - counter.withdrawn - (before.counted - before.withdrawn);
    if (excess !== 0) forgotten.set(day, (forgotten.get(day) ?? 0) + excess);
  }
  const targets = new Map<number, number>();
  for (const day of new Set([...ledger.keys(), ...merged.keys()]))
    targets.set(day, Math.max(0, (ledger.get(day) ?? 0) + (forgotten.get(day) ?? 0)));
  return { days: raiseDays(merged, targets), forgotten };
}
