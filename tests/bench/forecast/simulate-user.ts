import { Temporal } from 'temporal-polyfill';
import type { Random } from './random.ts';
import type { Life } from './stories.ts';

/** Quarters of an hour with any use, ascending, starting at quarters of the hour like the ledger's slots. */
export type SimulatedUser = { timeZone: string; firstMs: number; slots: { startMs: number; bytes: number }[] };

export const SLOT_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

/** Simulates a person's traffic. Sessions that begin late continue past midnight; now and then the power is out. */
export function simulateUser(life: Life, days: number, random: Random): SimulatedUser {
  const firstDay = Temporal.PlainDate.from('2025-01-06').add({ days: Math.floor(random.between(0, 500)) });
  // Counting starts in the middle of a day, when the extension was installed.
  const installed = random.between(8, 22);
  const bytes = new Map<number, number>();
  const spread = (startMs: number, endMs: number, amount: number) => {
    const perMs = amount / (endMs - startMs);
    for (let ms = startMs; ms < endMs;) {
      const slot = Math.floor(ms / SLOT_MS) * SLOT_MS;
      const next = Math.min(endMs, slot + SLOT_MS);
      bytes.set(slot, (bytes.get(slot) ?? 0) + perMs * (next - ms));
      ms = next;
    }
  };

  let luck = random.normal();
  let idle = false;
  let outage = 0;
  for (let day = 0; day < days; day++) {
    const date = firstDay.add({ days: day });
    luck = life.dayMemory * luck + Math.sqrt(1 - life.dayMemory ** 2) * random.normal();
    idle = random.happens(life.idle[idle ? 1 : 0]);
    if (random.happens(0.008)) outage = random.poisson(1) + 1;
    if (outage-- > 0 || (idle && day > 0)) continue;

    const change = life.changes.findLast((entry) => entry.day <= day);
    const weekday = date.dayOfWeek - 1;
    const hours = (change?.hours ?? life.hours)[weekday < 5 ? 0 : 1];
    const binge = random.happens(life.binge.chance) ? life.binge.factor * random.logNormal(0.3) : 1;
    const total =
      life.bytesPerDay *
      ((change?.weekdays ?? life.weekdays)[weekday] as number) *
      (change?.factor ?? 1) *
      Math.exp(life.growthPerDay * day) *
      Math.exp(life.daySigma * luck - life.daySigma ** 2 / 2) *
      binge;

    const sessions = Array.from({ length: 1 + random.poisson(life.sessions - 1) }, () => ({
      minute: 60 * (drawHour(hours, random) + random.even()),
      minutes: 1 + random.exponential(life.sessionMinutes),
      weight: random.logNormal(life.sessionSigma),
    }));
    const weights = sessions.reduce((sum, { weight }) => sum + weight, 0);
    const startMs = date.toZonedDateTime(life.timeZone).epochMilliseconds;
    for (const { minute, minutes, weight } of sessions) {
      const at = startMs + minute * MINUTE_MS;
      spread(at, at + minutes * MINUTE_MS, (total * (1 - life.trickle) * weight) / weights);
    }
    const awake = hours.reduce((a, b) => a + b, 0);
    hours.forEach((weight, hour) => {
      const at = startMs + (60 * hour + random.between(0, 45)) * MINUTE_MS;
      if (weight / awake > 0.01) spread(at, at + 10 * MINUTE_MS, (total * life.trickle * weight) / awake);
    });
  }
  const installedMs = firstDay.toZonedDateTime(life.timeZone).epochMilliseconds + installed * 60 * MINUTE_MS;
  const slots = [...bytes]
    .map(([startMs, amount]) => ({ startMs, bytes: Math.round(amount) }))
    .filter((slot) => slot.startMs >= installedMs && slot.bytes > 0)
    .sort((a, b) => a.startMs - b.startMs);
  return { timeZone: life.timeZone, firstMs: slots[0]?.startMs ?? installedMs, slots };
}

/** Chooses an hour by weights, whose sum does not matter. Hours from 24 on belong to the following night. */
function drawHour(weights: number[], random: Random): number {
  let left = random.even() * weights.reduce((a, b) => a + b, 0);
  const hour = weights.findIndex((weight) => (left -= weight) < 0);
  return hour >= 0 && hour < 4 ? hour + 24 : Math.max(0, hour);
}
