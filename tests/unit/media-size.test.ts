import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FASTEST_FLOW } from '../../src/core/behind-reader.ts';
import { mediaPart } from '../../src/core/media-part.ts';
import {
  ANEW_WITHIN_MS,
  mediaSize as sizeOf,
  type Beginning,
  type Link,
  type MediaPart,
  type MediaView,
} from '../../src/core/media-size.ts';

const TOTAL = 10_000_000;
const link = (rest: Partial<Link>): Link => ({
  ...{ now: 5000, bytesPerMs: 1000, fastest: 1000, ofFile: null, idle: null, isOver: false },
  ...rest,
});
const NOW = link({});
const part = (rest: Partial<MediaPart> = {}): MediaPart => ({ from: 0, total: TOTAL, at: 0, protocol: 'h2', ...rest });
const view = (rest: Partial<MediaView> = {}): MediaView => ({
  duration: 100,
  buffered: [],
  decoded: 0,
  at: 60_000,
  idleSince: null,
  ...rest,
});

/** For responses that all began before any was cancelled. */
const mediaSize = (one: MediaPart, begins: number[], ...rest: [MediaView, typeof NOW]) =>
  sizeOf(
    one,
    begins.map((from) => ({ from, at: 0, waited: null, isFirst: false })),
    ...rest,
  );

describe('mediaSize', () => {
  it('is the part of the file that is buffered, from the response’s offset on', () => {
    expect(mediaSize(part(), [0], view({ buffered: [[0, 13]] }), NOW)).toMatchObject({ bytes: 1_300_000 });
    const seeked = part({ from: 5_996_544 });
    const filled = view({
      buffered: [
        [0, 13],
        [59.965, 67],
      ],
    });
    expect(mediaSize(seeked, [0, 5_996_544], filled, NOW)).toMatchObject({ bytes: 703_456, evidence: 'observed' });
  });

  it('ends where another response begins', () => {
    const filled = view({ buffered: [[0, 50]] });
    const sizes = [0, 2_000_000, 3_000_000].map(
      (from) => mediaSize(part({ from }), [0, 3_000_000, 2_000_000], filled, NOW)!.bytes,
    );
    expect(sizes).toEqual([2_000_000, 1_000_000, 2_000_000]);
  });

  it('is what was decoded where the file has no length', () => {
    const radio = view({ duration: 0, decoded: 64_000 });
    expect(mediaSize(part({ total: null }), [0], radio, NOW)).toMatchObject({ bytes: 64_000, low: 64_000 });
  });

  it('is unknown where the player shows nothing of it', () => {
    expect(mediaSize(part(), [0], view(), NOW)).toBeNull();
    expect(mediaSize(part({ from: 9_000_000 }), [0], view({ buffered: [[0, 13]] }), NOW)).toBeNull();
    expect(mediaSize(part({ total: null }), [0], view(), NOW)).toBeNull();
  });

  it('adds what the browser receives after the player has enough, never more than the file', () => {
    const filled = { buffered: [[0, 13] as const] };
    const loading = mediaSize(part(), [0], view(filled), NOW)!;
    const idle = mediaSize(part(), [0], view({ ...filled, idleSince: 1000 }), NOW)!;
    expect(idle.bytes).toBeGreaterThan(loading.bytes + 3_000_000);
    const nearEnd = mediaSize(part(), [0], view({ buffered: [[0, 98]], idleSince: 1000 }), NOW)!;
    expect(nearEnd.high).toBe(TOTAL);
  });

  it('adds nothing for a response that ended before its player had enough', () => {
    const ended = mediaSize(part(), [0], view({ buffered: [[0, 13]], idleSince: 5001 }), NOW)!;
    expect(ended).toMatchObject({ bytes: 1_300_000, guessed: 0 });
  });

  it('knows how far a stream’s window was opened', () => {
    const film = part({ total: 30_000_000 });
    const idle = (seconds: number) =>
      mediaSize(
        film,
        [0],
        view({ buffered: [[0, seconds]], idleSince: 1000 }),
        link({ now: 60_000, bytesPerMs: 9000, fastest: 9000 }),
      )!;
    // The bench's server sent 12,648,448 bytes in each of eight runs, whether the player read 6.1 or 7.3 MB of them.
    for (const seconds of [20.4, 20.9, 24.5]) expect(idle(seconds).bytes).toBe(12_648_448);
    expect(idle(20.9)).toMatchObject({ low: 6_270_000, guessed: 6_378_448 });
    expect(idle(31).bytes).toBeGreaterThan(15_000_000);
  });

  describe('where the very next byte is requested again', () => {
    type Cut = Partial<
      Record<'ms' | 'taken' | 'after' | 'bytesPerMs' | 'fastest' | 'first' | 'waits' | 'known', number>
    > &
      Partial<MediaPart>;
    /**
     * Of a response cancelled after `ms`, of which the player had read `taken` bytes, and requested again `after` ms
     * later. `first`, `waits`: how long its own request, and that for the index, had waited. `known`: when its player
     * knew the index, if earlier.
     */
    const cut = ({
      ms = 50,
      taken = 400_000,
      after = 60,
      bytesPerMs = 20_000,
      fastest = 20_000,
      first,
      waits,
      known,
      ...rest
    }: Cut = {}) => {
      const begins: Beginning[] = [
        { from: 0, at: 0, waited: first === undefined ? null : { ms: first, trips: 3 }, isFirst: true },
        {
          ...{ from: 9_900_000, at: ms + (waits ?? 10), isFirst: false },
          waited: waits === undefined ? null : { ms: waits, trips: 1 },
        },
        { from: taken, at: ms + after + (waits ?? 0), waited: null, isFirst: false },
      ];
      const at = link({ now: ms, bytesPerMs, fastest, isOver: true });
      return sizeOf(part(rest), begins, view({ buffered: [[0, 30]], looked: [0, known ?? ms + after] }), at)!;
    };

    it('adds what had arrived in full flow before the cancel', () => {
      const link = { bytesPerMs: 5000, fastest: 5000 };
      expect(cut({ ...link, taken: 32_768 })).toMatchObject({ bytes: 250_000, low: 32_768, evidence: 'observed' });
      expect(cut().high).toBeGreaterThan(6_000_000);
      // Between what the link usually carries and its best.
      const { bytes } = cut({ ...link, taken: 32_768, fastest: 20_000 });
      expect(bytes).toBeGreaterThan(450_000);
      expect(bytes).toBeLessThan(600_000);
    });

    it('adds the reader’s backlog on a link that is faster, however long it read', () => {
      for (const ms of [3, 50]) expect(cut({ ms, taken: 40_000 })).toMatchObject({ bytes: 680_000, guessed: 640_000 });
      expect(cut({ ms: 3, taken: 32_768, bytesPerMs: 44_600 }).guessed).toBe(32 * 44_600);
      expect(cut({ bytesPerMs: 200_000 }).guessed).toBe(2_300_000);
      // The request for the index did not wait for the link.
      expect(cut({ first: 30, waits: 40 }).bytes).toBe(cut().bytes);
    });

    it('adds what slow start has in flight, as much as was read, where that is more', () => {
      expect(cut({ ms: 20, taken: 65_536, bytesPerMs: 5000, fastest: 5000 })).toMatchObject({ guessed: 65_536 });
      expect(cut({ ms: 400, bytesPerMs: 1000, fastest: 1000 })).toMatchObject({ bytes: 440_000 });
    });

    it('adds over HTTP/2 what delayed the request for the index, as far as slow start allows', () => {
      const phone = { ms: 50, taken: 32_768, bytesPerMs: 1500, fastest: 1500 };
      // 50 ms before the cancel and 250 after it.
      expect(cut({ ...phone, first: 195, waits: 250 })).toMatchObject({ bytes: 450_000, low: 32_768 });
      // 270 ms at a round trip of 65 are 4.2 round trips.
      const fast = { ...phone, bytesPerMs: 5000, fastest: 5000, first: 195, waits: 220 };
      expect(cut(fast).bytes).toBeGreaterThan(450_000);
      expect(cut(fast).bytes).toBeLessThan(550_000);
      expect(cut({ ...phone, first: 195, waits: 65 }).bytes).toBeLessThan(90_000);
      // More had arrived than 6 ms allow: slow start grows from that.
      expect(cut({ ...fast, ms: 6, first: 156, waits: 130 }).bytes).toBeLessThan(300_000);
    });

    it('adds over HTTP/1.1 what is in flight to what had arrived', () => {
      const protocol = 'http/1.1' as const;
      const slow = { protocol, taken: 32_768, bytesPerMs: 5000, fastest: 5000 };
      expect(cut(slow)).toMatchObject({ bytes: 450_000, low: 32_768 });
      expect(cut({ protocol }).bytes).toBeGreaterThan(850_000);
      expect(cut({ protocol }).bytes).toBeLessThan(950_000);
      expect(cut({ protocol, ms: 3, taken: 65_536 })).toMatchObject({ bytes: 131_072 });
      expect(cut({ protocol, ms: 400, bytesPerMs: 1000, fastest: 1000 })).toMatchObject({ bytes: 440_000 });
    });

    it('adds nothing where the player knew the index: it had read all that arrived', () => {
      const none = { bytes: 400_000, guessed: 0 };
      expect(cut({ known: 49 })).toMatchObject(none);
      expect(cut({ known: -1 })).toMatchObject(none);
    });
  });

  describe('where the end of the file is requested', () => {
    const askedFor = (looked: MediaView['looked'], ...froms: [from: number, ms: number][]) => {
      const begins: Beginning[] = [
        { from: 0, at: 0, waited: null, isFirst: true },
        ...froms.map(([from, at]) => ({ from, at, waited: null, isFirst: false })),
      ];
      const at = link({ now: 25, bytesPerMs: 37_000, fastest: 37_000, isOver: true });
      return sizeOf(part(), begins, view({ buffered: [[0, 9.09]], looked }), at)!;
    };
    const none = { bytes: 909_000, guessed: 0 };

    it('adds what was in flight, since the player looks for the index', () => {
      expect(askedFor([-20, 70], [9_950_000, 60])).toMatchObject({ bytes: 909_000 + 32 * 37_000, low: 909_000 });
      // A jump right after that, or long after.
      for (const later of [80, 1500])
        expect(askedFor([-20, 70], [9_950_000, 60], [5_000_000, later]).guessed).toBe(32 * 37_000);
    });

    it('adds nothing where a jump requested it, or for a response cancelled before the file was loaded again', () => {
      expect(askedFor([-20, 10], [9_950_000, 60])).toMatchObject(none);
      expect(askedFor([30, 70], [9_950_000, 60])).toMatchObject(none);
      for (const untold of [null, undefined]) expect(askedFor(untold, [9_950_000, 60])).toMatchObject(none);
    });
  });

  it('adds nothing where a jump is followed by another one and then continued', () => {
    const begins: Beginning[] = [
      { from: 3_000_000, at: 0, waited: { ms: 10, trips: 1 }, isFirst: false },
      { from: 6_000_000, at: 50, waited: { ms: 10, trips: 1 }, isFirst: false },
      { from: 3_400_000, at: 60, waited: { ms: 10, trips: 1 }, isFirst: false },
    ];
    const jumped = part({ from: 3_000_000 });
    const at = link({ now: 45, bytesPerMs: 20_000, fastest: 20_000, isOver: true });
    const size = sizeOf(jumped, begins, view({ buffered: [[30, 34]] }), at)!;
    expect(size).toMatchObject({ bytes: 400_000, guessed: 0 });
    expect(size.high).toBeGreaterThan(1_000_000);
  });

  describe('of a response cancelled in full flow', () => {
    type Cancelled = Partial<Link> & {
      /** How long the next request waited; `null`: there was none. */
      next?: number | null;
      protocol?: MediaPart['protocol'];
      idleSince?: number | null;
      /** When its player reported it. */
      seenAt?: number;
    };
    /** 1.5 MB read in a second, then the player jumps; the round trip is 60 ms. */
    const cancelled = ({ next = 600, protocol = 'h2', idleSince = null, seenAt = 60_000, ...rest }: Cancelled = {}) => {
      const trips = protocol === 'h2' ? 1 : 3;
      const begins: Beginning[] = [
        { from: 0, at: 0, waited: { ms: 180, trips: 3 }, isFirst: false },
        ...(next === null ? [] : [{ from: 6_000_000, at: 1000 + next, waited: { ms: next, trips }, isFirst: false }]),
      ];
      const shown = view({ buffered: [[0, 15]], at: seenAt, idleSince });
      const at = link({ now: 1000, bytesPerMs: 1500, fastest: 1600, isOver: true, ...rest });
      return sizeOf(part({ protocol }), begins, shown, at)!;
    };
    const none = { bytes: 1_500_000, guessed: 0 };

    it('adds what delayed the next request', () => {
      expect(cancelled()).toMatchObject({ bytes: 2_400_000, low: 1_500_000, guessed: 900_000 });
      // At the link's best pace for this file.
      expect(cancelled({ ofFile: 2000 })).toMatchObject({ bytes: 2_700_000 });
      expect(cancelled({ next: 2500 })).toMatchObject({ bytes: 3_000_000 });
    });

    it('adds nothing on a link that is faster than its readers, since requests do not wait for it', () => {
      expect(cancelled({ ofFile: FASTEST_FLOW + 1, next: 800 })).toMatchObject(none);
      expect(cancelled({ ofFile: FASTEST_FLOW - 1, next: 800 }).guessed).toBeGreaterThan(4_000_000);
    });

    it('allows a new connection its time', () => {
      expect(cancelled({ protocol: 'http/1.1' })).toMatchObject({ bytes: 2_220_000 });
      expect(cancelled({ protocol: 'http/1.1', next: 180 })).toMatchObject({ guessed: 90_000 });
    });

    it('adds what the link holds in a round trip, however short the wait, for a film as fast as the link', () => {
      expect(cancelled({ next: 60 })).toMatchObject({ guessed: 90_000 });
      const slow = { ofFile: 4000 };
      expect(cancelled({ ...slow, next: 60 })).toMatchObject(none);
      expect(cancelled({ ...slow, next: 75 }).guessed).toBeGreaterThan(0);
      expect(cancelled({ ...slow, next: 75 }).guessed).toBeLessThan(75 * 4000);
    });

    it('takes slow start for full flow, and lets it double no faster than it can', () => {
      // 219 kB in 180 ms at a round trip of 60: all that a server may have sent by then.
      const begins: Beginning[] = [{ from: 0, at: 0, waited: { ms: 180, trips: 3 }, isFirst: true }];
      const at = link({ now: 180, bytesPerMs: 4000, fastest: 4000, isOver: true });
      const size = sizeOf(part(), begins, view({ buffered: [[0, 2.1]] }), at)!;
      expect(size.guessed).toBeGreaterThan(200_000);
      expect(size.guessed).toBeLessThan(260_000);
    });

    describe('over HTTP/1.1, on a new connection', () => {
      /** 541 kB in 205 ms at a round trip of 40; the next request then waited for `next` ms. */
      const onNewConnection = (next: number | null, isFirst = true) => {
        const begins: Beginning[] = [
          { from: 0, at: 0, waited: { ms: 120, trips: 3 }, isFirst },
          ...(next === null ? [] : [{ from: 6e6, at: 205 + next, waited: { ms: next, trips: 3 }, isFirst }]),
        ];
        const at = link({ now: 205, bytesPerMs: 800, fastest: 800, isOver: true });
        return sizeOf(part({ protocol: 'http/1.1' }), begins, view({ buffered: [[0, 5.41]] }), at)!.guessed;
      };

      it('adds what came at the pace that the link had reached', () => {
        // 66 ms, each with more than the 2.6 kB of the average.
        expect(onNewConnection(146)).toBeGreaterThan(66 * 3300);
        expect(onNewConnection(146)).toBeLessThan(66 * 5000);
        expect(onNewConnection(146, false)).toBeCloseTo(66 * (541_000 / 205), -3);
      });

      it('adds no more than as much again, since the server notices the cancel', () => {
        expect(onNewConnection(500)).toBeGreaterThan(541_000);
        expect(onNewConnection(500)).toBeLessThan(560_000);
        expect(onNewConnection(500, false)).toBeGreaterThan(1_000_000);
      });

      it('takes slow start for full flow', () => {
        expect(onNewConnection(null)).toBeGreaterThan(200_000);
      });
    });

    it('adds what servers and links hold where the tab is closed while it arrives', () => {
      // Over HTTP/2 what the link brings in 150 ms and eight round trips of 60.
      expect(cancelled({ next: null })).toMatchObject({ bytes: 1_500_000 + 630 * 1500 });
      expect(cancelled({ next: null, protocol: 'http/1.1' })).toMatchObject({ bytes: 1_725_000 });
      // A later request is another film's.
      expect(cancelled({ next: ANEW_WITHIN_MS + 1 })).toMatchObject({ bytes: 1_500_000 + 630 * 1500 });
      // The link is faster, so its player, or its server, had stopped before.
      expect(cancelled({ next: null, ofFile: 4000 })).toMatchObject(none);
      expect(cancelled({ next: null, bytesPerMs: 4000 })).toMatchObject(none);
    });

    it('goes by its player’s last report, since a closed tab ends its requests later', () => {
      // 1.5 MB in half a second is the link's pace, in one and a half it is not.
      const closed = { next: null, ofFile: 3200, bytesPerMs: 1000 };
      expect(cancelled({ ...closed, now: 1500 })).toMatchObject(none);
      expect(cancelled({ ...closed, now: 1500, seenAt: 500 }).guessed).toBeGreaterThan(500_000);
    });

    it('adds nothing while the response continues', () => {
      expect(cancelled({ next: null, isOver: false })).toMatchObject(none);
    });

    it('goes by the pause where its player had enough, and by what its server had sent by then', () => {
      const sent = 630 * (1_500_000 / 900);
      expect(cancelled({ idleSince: 900, isOver: false }).guessed).toBeCloseTo(130 * (1_500_000 / 900), -1);
      expect(cancelled({ idleSince: 900 }).guessed).toBeCloseTo(130 * (1_500_000 / 900) + sent, -1);
      expect(cancelled({ idleSince: 900, protocol: 'http/1.1' }).guessed).toBeLessThan(0.5 * sent);
    });

    it('knows that its player had enough also where the report comes a little later', () => {
      expect(cancelled({ next: null, idleSince: 1002 }).guessed).toBe((30 + 630) * 1500);
      // By then the player had enough of the next response.
      expect(cancelled({ next: 1, idleSince: 1002 }).guessed).toBeLessThan(150_000);
      expect(cancelled({ next: null, idleSince: 1200 }).guessed).toBe(630 * 1500);
    });
  });

  it('lies within its bounds, and these within the file', () => {
    const range = fc.tuple(fc.double({ min: 0, max: 120, noNaN: true }), fc.double({ min: 0, max: 120, noNaN: true }));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: TOTAL }),
        fc.array(fc.integer({ min: 0, max: TOTAL })),
        fc.array(range),
        fc.option(fc.integer({ min: 0, max: 10_000 })),
        fc.constantFrom('h2' as const, 'http/1.1' as const),
        fc.record({
          now: fc.integer({ min: -10, max: 20_000 }),
          fastest: fc.integer({ min: 0, max: 90_000 }),
          ofFile: fc.option(fc.integer({ min: 0, max: 90_000 })),
          isOver: fc.boolean(),
        }),
        fc.option(fc.record({ ms: fc.integer({ min: 1, max: 5000 }), trips: fc.constantFrom(1, 3) })),
        (from, froms, buffered, idleSince, protocol, at, waited) => {
          const begins = froms.map((one) => ({ from: one, at: 4 * (one % 5000), waited, isFirst: one % 2 === 0 }));
          const size = sizeOf(part({ from, protocol }), begins, view({ buffered, idleSince }), link(at));
          if (!size) return;
          expect(size.low).toBeLessThanOrEqual(size.bytes);
          expect(size.bytes).toBeLessThanOrEqual(size.high);
          expect(size.low).toBeGreaterThanOrEqual(0);
          expect(from + size.high).toBeLessThanOrEqual(TOTAL);
        },
      ),
    );
  });
});

describe('mediaPart', () => {
  const head = (status: number, ...headers: [string, string][]) => ({
    status,
    headers: headers.map(([name, value]) => ({ name, value })),
  });
  it.each([
    ['a complete file', head(200, ['content-length', '500']), { from: 0, total: 500 }],
    ['a file of unknown length', head(200), { from: 0, total: null }],
    ['a part', head(206, ['Content-Range', 'bytes 300-499/500'], ['content-length', '200']), { from: 300, total: 500 }],
    ['a part of a file of unknown length', head(206, ['content-range', 'bytes 300-499/*']), { from: 300, total: null }],
    ['nonsense', head(206, ['content-range', 'bytes -5/x']), { from: 0, total: null }],
    ['a part without a range', head(206), { from: 0, total: null }],
  ])('reads %s', (_, response, expected) => {
    expect(mediaPart(response)).toEqual(expected);
  });
});

describe('mediaSize, of a response whose player has enough', () => {
  it('grows since its player first had enough, whatever the player reads meanwhile', () => {
    const idle = { since: 1000, taken: 1_000_000 };
    const filled = view({ buffered: [[0, 15]] });
    const sizes = [2000, 3000].map((now) => mediaSize(part(), [0], filled, link({ now, idle }))!);
    // 1 MB a second, from what was buffered then.
    expect(sizes.map(({ bytes }) => Math.round(bytes / 100_000))).toEqual([20, 30]);
    expect(sizes.map(({ low }) => low)).toEqual([1_500_000, 1_500_000]);
    // What its player reads later does not change what had arrived.
    const jumped = view({ at: 9000, buffered: [[0, 15]], idleSince: null });
    const over = (shown: MediaView) => mediaSize(part(), [0], shown, link({ now: 3000, idle, isOver: true }))!.bytes;
    expect(over(jumped)).toBe(over(view({ at: 2900, buffered: [[0, 15]], idleSince: 2500 })));
  });

  it('is no more than the windows and the pipe hold', () => {
    const idle = { since: 1000, taken: 1_000_000 };
    const filled = view({ buffered: [[0, 3]] });
    // A window of 6 MiB, extended once: player and pipe have taken more than half of it.
    expect(mediaSize(part({ total: 5e7 }), [0], filled, link({ now: 60_000, idle }))!.bytes).toBe(
      6 * 1024 * 1024 + 3 * 1024 * 1024 + 32_768,
    );
  });
});
