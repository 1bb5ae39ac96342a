import { describe, expect, it, vi } from 'vitest';
import type { TapReport } from '../../src/core/tap-report.ts';
import { relayTap, type TapMessage } from '../../src/page/tap-relay.ts';
import { bodyReport, socketReport, streamReport } from './support/tap-reports.ts';

function rig() {
  let report: (reports: TapReport[]) => void = () => {};
  const sent: TapMessage[] = [];
  const arrive = vi.fn(() => Promise.resolve());
  relayTap(
    (onReports) => (report = onReports),
    (message) => {
      sent.push(message);
      return arrive();
    },
  );
  /** Reports, and waits for the answer. */
  const tell = async (...reports: TapReport[]) => {
    report(reports);
    await Promise.allSettled(arrive.mock.results.map(({ value }) => value as Promise<void>));
  };
  const told = () => sent.at(-1)!.reports.map(({ told }) => told);
  return { sent, arrive, tell, told, report: (...reports: TapReport[]) => report(reports) };
}
const socket = (down: number, rest = {}) => socketReport({ down, ...rest });

describe('the relay of a document’s tap', () => {
  it('names the document, by another name each time', async () => {
    const [one, other] = [rig(), rig()];
    for (const { tell } of [one, other]) {
      await tell(socket(1));
      await tell(socket(2));
    }
    const names = [one, other].flatMap(({ sent }) => sent.map(({ document }) => document));
    expect(new Set(names).size).toBe(2);
    expect(names[0]).toBe(names[1]);
    expect(names[0]!.length).toBeGreaterThan(5);
  });

  it('sends totals together with those that had arrived before', async () => {
    const { tell, told, sent } = rig();
    await tell(socket(1));
    expect(sent[0]).toMatchObject({ type: 'tap', reports: [{ now: socket(1), told: null }] });
    await tell(socket(2), socket(7, { id: 8 }));
    expect(told()).toEqual([socket(1), null]);
    await tell(socket(3), socket(9, { id: 8 }));
    expect(told()).toEqual([socket(2), socket(7, { id: 8 })]);
  });

  it('does not treat as reported what was lost or is still on its way', async () => {
    const { tell, told, arrive, report } = rig();
    await tell(socket(1));
    arrive.mockImplementationOnce(() => Promise.reject(new Error('Receiving end does not exist.')));
    await tell(socket(2));
    await tell(socket(3));
    expect(told()).toEqual([socket(1)]);
    arrive.mockImplementationOnce(() => new Promise(() => {}));
    report(socket(4));
    report(socket(5));
    expect(told()).toEqual([socket(3)]);
  });

  it('treats the newest as reported, also where an older one needed several attempts', async () => {
    const { tell, told, arrive, report } = rig();
    let arriveLate = () => {};
    arrive.mockImplementationOnce(() => new Promise((resolve) => (arriveLate = resolve)));
    report(socket(1));
    arrive.mockClear();
    await tell(socket(2));
    arriveLate();
    await new Promise((resolve) => setImmediate(resolve)); // lets everything that follows from it run
    await tell(socket(3));
    expect(told()).toEqual([socket(2)]);
  });

  it('forgets what is closed', async () => {
    const { tell, told } = rig();
    await tell(socket(1));
    await tell(socket(2, { closed: true }));
    expect(told()).toEqual([socket(1)]);
    await tell(socket(3));
    expect(told()).toEqual([null]);
  });

  it('stores nothing of uploads and streams, which a request confirms', async () => {
    const { tell, told } = rig();
    await tell(bodyReport({ bytes: 5 }), streamReport({ read: 5 }));
    await tell(bodyReport({ bytes: 9 }), streamReport({ read: 9 }));
    expect(told()).toEqual([null, null]);
  });
});
