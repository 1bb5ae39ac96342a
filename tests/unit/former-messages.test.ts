import { describe, expect, it } from 'vitest';
import { parseTapMessage } from '../../src/background/tap-message.ts';
import { parseTimingReport } from '../../src/background/timing-report.ts';
import { NOON } from './support/request.ts';

/**
 * What documents sent, in each shape that it ever had: a document that is open during an update keeps sending its own.
 */
const TIMINGS = {
  'with its connection': {
    type: 'timing',
    entries: [
      { url: 'https://cdn.test/a.js', body: 512, endedAt: NOON - 90, protocol: 'h2', isNewConnection: true },
      { url: 'https://cdn.test/b.css', body: 0, endedAt: NOON - 80, protocol: '', isNewConnection: false },
    ],
  },
  'with how long it took': {
    type: 'timing',
    entries: [{ url: 'https://cdn.test/a.js', body: 512, endedAt: NOON - 90, ms: 12.5 }],
  },
  'with when it is told': {
    type: 'timing',
    entries: [{ url: 'https://cdn.test/a.js', body: 512, endedAt: NOON - 90, ms: 12.5 }],
    sentAt: NOON - 5,
  },
  'with what a worker brought': {
    type: 'timing',
    entries: [
      { url: 'https://cdn.test/a.js', body: 512, decoded: 2048, endedAt: NOON - 90, ms: 12.5 },
      { url: 'https://cdn.test/w.js', body: 0, decoded: 4096, byWorker: true, endedAt: NOON - 90, ms: 0 },
    ],
    sentAt: NOON - 5,
  },
};

const socket = {
  kind: 'websocket',
  id: 7,
  url: 'wss://chat.test/',
  down: 900,
  up: 40,
  framesDown: 9,
  framesUp: 2,
  compressed: true,
  closed: false,
};
const stream = { kind: 'stream', url: 'https://cdn.test/s', by: 'fetch', read: 65_536, done: false, hidden: true };
const body = { kind: 'body', url: 'https://cdn.test/up', method: 'POST', by: 'form', bytes: 300, done: true };
const player = { kind: 'media', id: 1, url: 'https://cdn.test/f.mp4', duration: 60, decoded: 9000, idleSince: null };

const TAPS = {
  'without what was text': {
    type: 'tap',
    document: '1-2-3',
    reports: [
      { now: socket, told: { ...socket, down: 500, framesDown: 5 } },
      { now: { kind: 'webrtc', id: 2, down: 5, up: 6, packetsDown: 1, packetsUp: 1, closed: false }, told: null },
      {
        now: {
          ...{ kind: 'webtransport', id: 3, url: 'https://t.test/', down: 1, up: 2 },
          ...{ datagramsDown: 3, datagramsUp: 4, closed: true },
        },
        told: null,
      },
      { now: { ...body, id: -4, at: NOON }, told: null },
      { now: { ...stream, id: 5.5, at: NOON }, told: null },
    ],
  },
  'with players': {
    type: 'tap',
    document: '1-2-3',
    reports: [{ now: { ...player, buffered: [[0, 4.5]], at: NOON }, told: null }],
  },
  'with what was text': {
    type: 'tap',
    document: '1-2-3',
    reports: [{ now: { ...socket, alone: true, textDown: 100, textUp: 0 }, told: null }],
  },
};

describe('a document that is open during an update', () => {
  it.each(Object.entries(TIMINGS))('still has its timeline counted: %s', (_, message) => {
    const report = parseTimingReport(message, { tabId: 1, frameId: 0 }, NOON);
    expect(report?.entries).toMatchObject(
      message.entries.map(({ url, body: bytes, endedAt }) => ({ url, body: bytes, endedAt })),
    );
    for (const { ms } of report!.entries) expect(ms).toBeGreaterThanOrEqual(0);
  });

  it.each(Object.entries(TAPS))('still has its traffic counted: %s', (_, message) => {
    expect(parseTapMessage(message)?.reports).toMatchObject(message.reports);
  });

  it('has its messages taken for text where it does not say', () => {
    const [first] = parseTapMessage(TAPS['without what was text'])!.reports;
    expect(first?.now).toMatchObject({ alone: false, textDown: 900, textUp: 40 });
    expect(first?.told).toMatchObject({ alone: false, textDown: 500, textUp: 40 });
    const [last] = parseTapMessage(TAPS['with what was text'])!.reports;
    expect(last?.now).toMatchObject({ alone: true, textDown: 100, textUp: 0 });
  });
});
