import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTapMessage } from '../../src/background/tap-message.ts';
import { bodyReport, peerReport, socketReport, streamReport } from './support/tap-reports.ts';

const transport = {
  kind: 'webtransport',
  id: 5,
  url: 'https://t.test/',
  down: 1,
  up: 2,
  datagramsDown: 3,
  datagramsUp: 4,
  closed: true,
};
const message = (...reports: object[]) => ({ type: 'tap', document: '1-2-3', reports });
const news = (now: object, told: object | null = null) => ({ now, told });
const about = (now: object) => message(news(now));

describe('parseTapMessage', () => {
  it('reads every kind of report, with what had been reported before', () => {
    const all = [socketReport(), peerReport(), transport, bodyReport(), streamReport()];
    const reports = all.map((now) => ({ now, told: now }));
    expect(parseTapMessage(message(...reports))).toEqual({ document: '1-2-3', reports });
  });

  it('takes no site, tab or frame from the message', () => {
    const claimed = { ...about(socketReport()), tabId: 9, frameId: 9, site: 'bank.test', at: 0 };
    expect(parseTapMessage(claimed)).toEqual({
      document: '1-2-3',
      reports: [{ now: socketReport(), told: null }],
    });
  });

  it.each<[string, unknown]>([
    ['no earlier report', { now: socketReport() }],
    ['an invalid earlier report', news(socketReport(), { kind: 'websocket' })],
    ['an unknown kind', news({ ...socketReport(), kind: 'carrier pigeon' })],
    ['a negative count', news(socketReport({ down: -1 }))],
    ['half a byte', news(socketReport({ up: 0.5 }))],
    ['text for a number', news({ ...socketReport(), framesDown: '5' })],
    ['an infinite count', news(peerReport({ packetsUp: Infinity }))],
    ['NaN', news(streamReport({ read: NaN }))],
    ['more than any channel carries', news(bodyReport({ bytes: 2e12 }))],
    ['a huge address', news(socketReport({ url: 'x'.repeat(100_001) }))],
    ['a huge method', news(bodyReport({ method: 'x'.repeat(41) }))],
    ['an unknown caller', news({ ...bodyReport(), by: 'telepathy' })],
    ['an invalid instant', news(streamReport({ at: NaN }))],
  ])('leaves out only the wrong report: %s', (_, wrong) => {
    const good = news(socketReport());
    const parsed = parseTapMessage({ type: 'tap', document: 'd', reports: [good, wrong, good] });
    expect(parsed?.reports).toEqual([good, good]);
  });

  it.each<[string, unknown]>([
    ['another type', { ...about(socketReport()), type: 'timing' }],
    ['no document', { type: 'tap', reports: [] }],
    ['a document id that is too long', { type: 'tap', document: 'x'.repeat(81), reports: [] }],
    ['no list', { type: 'tap', document: 'd', reports: {} }],
    ['too many', message(...Array.from({ length: 501 }, () => ({ now: socketReport(), told: null })))],
    ['nothing', undefined],
  ])('refuses %s', (_, input) => {
    expect(parseTapMessage(input)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (now, told) => {
        parseTapMessage(now);
        const news = { type: 'tap', document: 'd', reports: [{ now, told }] };
        expect(parseTapMessage(news)?.reports).toEqual([]);
      }),
    );
  });
});
