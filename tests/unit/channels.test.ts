import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelCell, type ChannelTotals } from '../../src/core/channel-cell.ts';
import type { TapReport, WebSocketReport } from '../../src/core/tap-report.ts';
import { createMeterRig } from './support/meter-rig.ts';
import { NOON } from './support/request.ts';
import { peerReport, socketReport } from './support/tap-reports.ts';

const FROM = { tabId: 1, frameId: 0, document: 'd', site: 'news.test', at: NOON };
type Told = { now: TapReport; told: TapReport | null };
const rigWith = () => {
  const rig = createMeterRig();
  const tell = (now: TapReport, told: TapReport | null = null, from: Partial<typeof FROM> = {}) =>
    rig.tap.onNews({ ...FROM, ...from, reports: [{ now, told }] });
  return { ...rig, tell };
};
const costOf = ({ framesDown, framesUp, ...rest }: WebSocketReport) =>
  channelCell({ ...rest, messagesDown: framesDown, messagesUp: framesUp, filledIn: 0 });
const talk = (n: number, rest: Partial<WebSocketReport> = {}) =>
  socketReport({ down: 1000 * n, framesDown: n, up: 100 * n, framesUp: n, ...rest });

describe('a channel that a page opened', () => {
  it('is counted while it grows, for the tab’s site and the channel’s host, and is no request', () => {
    const rig = rigWith();
    rig.tell(talk(1));
    rig.tell(talk(5));
    expect(rig.total()).toEqual(costOf(talk(5)));
    expect(rig.names()).toEqual(['news.test', 'chat.test']);
    expect(rig.posts.map(({ body }) => body)).toEqual([
      { down: 1000, up: 100 },
      { down: 4000, up: 400 },
    ]);
  });

  it('between peers names no host', () => {
    const rig = rigWith();
    const call = { down: 1_000_000, packetsDown: 900, up: 500_000, packetsUp: 500 };
    rig.tell(peerReport(call));
    const totals: ChannelTotals = {
      kind: 'webrtc',
      down: call.down,
      up: call.up,
      messagesDown: 900,
      messagesUp: 500,
      ...{ compressed: false, alone: false, textDown: 0, textUp: 0, filledIn: 0 },
    };
    expect(rig.total()).toEqual(channelCell(totals));
    expect(rig.names()).toEqual(['news.test', '']);
  });

  it('is another one in another document, frame or tab, or with another number', () => {
    const rig = rigWith();
    for (const from of [{}, { document: 'e' }, { frameId: 3 }, { tabId: 2 }]) rig.tell(talk(3), null, from);
    rig.tell(talk(3, { id: 9 }));
    expect(rig.total().down).toBe(5 * costOf(talk(3)).down);
  });

  it('continues from what the relay had reported where the background has forgotten it', () => {
    const [first, second] = [rigWith(), rigWith()];
    first.tell(talk(4));
    second.tell(talk(6), talk(4));
    second.tell(talk(7), talk(6));
    expect(first.total().down + second.total().down).toBe(costOf(talk(7)).down);
    expect(first.total().up + second.total().up).toBe(costOf(talk(7)).up);
  });

  it('continues from what the ledger had stored, whatever the relay had reported', () => {
    const first = rigWith();
    first.tell(talk(4));
    expect(first.opened.size).toBe(1);
    const posting = [...first.opened.values()][0]!;
    const second = rigWith();
    second.open.add(structuredClone(posting));
    second.tell(talk(6), talk(3));
    expect(first.total().down + second.total().down).toBe(costOf(talk(6)).down);
  });

  it('is not kept open once it is closed', () => {
    const rig = rigWith();
    rig.tell(talk(1));
    expect(rig.opened.size).toBe(1);
    rig.tell(talk(2, { closed: true }), talk(1));
    expect(rig.opened.size).toBe(0);
    expect(rig.total()).toEqual(costOf(talk(2)));
  });

  it('does not compare reports of different kinds', () => {
    const rig = rigWith();
    rig.tell(talk(2), peerReport({ id: 1, down: 5000 }));
    expect(rig.total()).toEqual(costOf(talk(2)));
  });

  it('reaches its last totals, whichever reports are lost or repeated, and however often it is forgotten', () => {
    const message = fc.record({ down: fc.nat(5000), up: fc.nat(5000) });
    const fate = fc.constantFrom('arrives', 'is lost', 'comes twice', 'is forgotten after it');
    fc.assert(
      fc.property(fc.array(fc.record({ message, fate }), { minLength: 1, maxLength: 20 }), (steps) => {
        let now = socketReport();
        let told: TapReport | null = null;
        let rig = rigWith();
        const gone: (typeof rig)[] = [];
        const deliver = (one: Told) => rig.tap.onNews({ ...FROM, reports: [one] });
        steps.forEach(({ message: { down, up }, fate }, i) => {
          now = {
            ...now,
            down: now.down + down,
            up: now.up + up,
            framesDown: now.framesDown + 1,
            framesUp: now.framesUp + 1,
          };
          // The last one must arrive, or nothing could know of it.
          if (fate === 'is lost' && i < steps.length - 1) return;
          deliver({ now, told });
          if (fate === 'comes twice') deliver({ now, told });
          told = now;
          if (fate !== 'is forgotten after it') return;
          gone.push(rig);
          rig = rigWith();
        });
        const all = [...gone, rig].map((one) => one.total());
        const cost = costOf(now);
        expect(all.reduce((sum, { down }) => sum + down, 0)).toBe(cost.down);
        expect(all.reduce((sum, { up }) => sum + up, 0)).toBe(cost.up);
        expect(all.reduce((sum, { low }) => sum + low, 0)).toBe(cost.low);
        expect(all.reduce((sum, { high }) => sum + high, 0)).toBe(cost.high);
      }),
    );
  });
});
