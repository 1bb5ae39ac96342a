import { beforeEach, expect, it } from 'vitest';
import type { TapReport } from '../../src/core/tap-report.ts';
import { planOf } from './plan-fixture.ts';
import { startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { contentLength, NOON, request } from './support/request.ts';
import { socketReport, streamReport } from './support/tap-reports.ts';

beforeEach(freshStorage);

type Rig = Awaited<ReturnType<typeof startEngine>>;
/** What a page's script tells. */
const tell = ({ engine }: Rig, now: TapReport, told: TapReport | null = null) =>
  engine.onTap({
    ...{ tabId: 1, frameId: 0, topUrl: 'https://www.news.test/', isPrivate: false },
    ...{ document: 'd', reports: [{ now, told }] },
  });

it('status and report agree once a transfer that went on past midnight UTC has ended', async () => {
  const rig = await startEngine();
  const { engine, report, status, ask, world } = rig;
  const allowances = [
    { id: 'a', label: 'A', bytes: 10e9, resets: { every: 'never' }, after: { kind: 'cut' } } as const,
  ];
  await ask({ type: 'plan.save', plan: planOf({ allowances }) });
  await ask({ type: 'plan.activate', id: 'plan' });
  const one = { id: '77', type: 'xmlhttprequest', headers: contentLength(900_000_000) };
  const at = (text: string) => (world.now = Date.parse(text));
  at('2026-03-01T23:00:00Z');
  engine.onRequest(request({ ...one, phase: 'sent', at: world.now }));
  engine.onRequest(request({ ...one, phase: 'started', at: world.now }));
  at('2026-03-01T23:30:00Z');
  void tell(rig, streamReport({ read: 500_000_000, at: world.now }));
  await status();
  at('2026-03-02T01:30:00Z');
  void tell(rig, streamReport({ read: 600_000_000, at: world.now }));
  await status();
  at('2026-03-02T01:31:00Z');
  engine.onRequest(request({ ...one, at: world.now }));
  const { used } = await status();
  const { total } = await report();
  expect(used).toBe(total.down + total.up);
  expect(used).toBeGreaterThan(900_000_000);
  expect((await (await startEngine(world)).status()).used).toBe(used);
});

it.each([false, true])(
  'a channel goes on where a killed run stopped (told during its last write: %s)',
  async (isDuring) => {
    const first = await startEngine();
    void tell(first, socketReport({ down: 1_000_000, framesDown: 1 }));
    const flushed = first.engine.reply({ type: 'plan.status' });
    if (!isDuring) await flushed;
    else await Promise.resolve();
    void tell(first, socketReport({ down: 6_000_000, framesDown: 2 }));
    await flushed;
    // Killed before the second report was written. Its page tells its totals again.
    const next = await startEngine(first.world);
    void tell(next, socketReport({ down: 6_000_000, framesDown: 2 }), socketReport({ down: 1_000_000, framesDown: 1 }));
    expect((await next.report()).total.down).toBeGreaterThan(6_000_000);
  },
);

it('a stream brings no more than a link does in its time, whatever its page says', async () => {
  const rig = await startEngine();
  const one = { id: '900', type: 'xmlhttprequest' };
  rig.engine.onRequest(request({ ...one, phase: 'sent' }));
  rig.engine.onRequest(request({ ...one, phase: 'started', at: NOON + 10 }));
  rig.world.now = NOON + 1000;
  void tell(rig, streamReport({ read: 1e12, at: rig.world.now }));
  rig.engine.onRequest(request({ ...one, at: NOON + 1000 }));
  // 1 Gbit/s, for that second and ten of grace.
  expect((await rig.report()).total.down).toBeLessThan(1.1 * 11 * 125_000_000);
});
