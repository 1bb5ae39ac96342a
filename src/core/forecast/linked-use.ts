import { DAY_MS } from '../duration.ts';
import { instantMs } from './instant-ms.ts';
import type { Spell } from './day-book.ts';

/**
 * Whoever puts in a new SIM goes on living as before; whoever comes back after weeks on Wi-Fi may not. A long weekend
 * at home is shorter than this, a stay is longer.
 */
const LONGEST_GAP_MS = 4 * DAY_MS;

/**
 * The use before a plan that belongs to the same life: the stretch that ends where the plan begins, back to the first
 * gap of four days without metered use. Beyond such a gap, days on Wi-Fi would pass for days without use.
 *
 * @param spells in any order
 * @param beginsMs when the plan began, epoch ms
 */
export function linkedUse(spells: readonly Spell[], beginsMs: number): Spell[] {
  const linked: Spell[] = [];
  let reachesMs = beginsMs;
  const newestFirst = spells
    .map((spell) => ({ spell, fromMs: instantMs(spell.from), toMs: instantMs(spell.to) }))
    .filter(({ fromMs, spell }) => fromMs < beginsMs && spell.bytes > 0)
    .sort((a, b) => b.toMs - a.toMs);
  for (const { spell, fromMs, toMs } of newestFirst) {
    if (reachesMs - toMs > LONGEST_GAP_MS) break;
    linked.push(spell);
    reachesMs = Math.min(reachesMs, fromMs);
  }
  return linked;
}
