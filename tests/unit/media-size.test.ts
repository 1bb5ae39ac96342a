import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mediaPart } from '../../src/core/media-part.ts';
import {
  ANEW_WITHIN_MS,
  mediaSize as sizeOf,
  type Beginning,
  type MediaPart,
  type MediaView,
} from '../../src/core/media-size.ts';

const TOTAL = 10_000_000;
const NOW = { now: 5000, bytesPerMs: 1000, fastest: 1000 };
const part = (rest: Partial<MediaPart> = {}): MediaPart => ({ from: 0, total: TOTAL, at: 0, protocol: 'h2', ...rest });
const view = (rest: Partial<MediaView> = {}): MediaView => ({
  duration: 100,
  buffered: [],
  decoded: 0,
  idleSince: null,
  ...rest,
});

/** Of responses that all began before any was given up. */
const mediaSize = (one: MediaPart, begins: number[], ...rest: [MediaView, typeof NOW]) =>
  sizeOf(
    one,
    begins.map((from) => ({ from, at: 0 })),
    ...rest,
  );

describe('mediaSize', () => {
  it('is how far the file is filled from where the response begins', () => {
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

  it('is not known where the player shows nothing of it', () => {
    expect(mediaSize(part(), [0], view(), NOW)).toBeNull();
    expect(mediaSize(part({ from: 9_000_000 }), [0], view({ buffered: [[0, 13]] }), NOW)).toBeNull();
    expect(mediaSize(part({ total: null }), [0], view(), NOW)).toBeNull();
  });

  it('adds what the browser receives after the player has had enough, never more than the file', () => {
    const filled = { buffered: [[0, 13] as const] };
    const loading = mediaSize(part(), [0], view(filled), NOW)!;
    const idle = mediaSize(part(), [0], view({ ...filled, idleSince: 1000 }), NOW)!;
    expect(idle.bytes).toBeGreaterThan(loading.bytes + 3_000_000);
    const nearEnd = mediaSize(part(), [0], view({ buffered: [[0, 98]], idleSince: 1000 }), NOW)!;
    expect(nearEnd.high).toBe(TOTAL);
  });

  it('adds nothing of what has ended before its player had enough', () => {
    const ended = mediaSize(part(), [0], view({ buffered: [[0, 13]], idleSince: 5001 }), NOW)!;
    expect(ended).toMatchObject({ bytes: 1_300_000, guessed: 0 });
  });

  it('knows how far a stream’s window was opened', () => {
    const film = part({ total: 30_000_000 });
    const idle = (seconds: number) =>
      mediaSize(film, [0], view({ buffered: [[0, seconds]], idleSince: 1000 }), {
        now: 60_000,
        bytesPerMs: 9000,
        fastest: 9000,
      })!;
    // 12,648,448 bytes came from the bench's server in each of eight runs, whether 6.1 or 7.3 MB were taken of them.
    for (const seconds of [20.4, 20.9, 24.5]) expect(idle(seconds).bytes).toBe(12_648_448);
    expect(idle(20.9)).toMatchObject({ low: 6_270_000, guessed: 6_378_448 });
    expect(idle(31).bytes).toBeGreaterThan(15_000_000);
  });

  describe('where the very next byte is asked for again', () => {
    type Cut = Partial<Record<'ms' | 'taken' | 'after' | 'bytesPerMs' | 'fastest', number>> & Partial<MediaPart>;
    /** Of a response that was given up after `ms`, of which `taken` bytes were; asked for again `after` that. */
    const cut = ({
      ms = 50,
      taken = 400_000,
      after = 60,
      bytesPerMs = 20_000,
      fastest = 20_000,
      ...rest
    }: Cut = {}) => {
      const begins: Beginning[] = [
        { from: 0, at: 0 },
        { from: 9_900_000, at: ms + 10 },
        { from: taken, at: ms + after },
      ];
      return sizeOf(part(rest), begins, view({ buffered: [[0, 30]] }), { now: ms, bytesPerMs, fastest })!;
    };

    it('adds what had come in full flow before it was given up', () => {
      expect(cut()).toMatchObject({ bytes: 1_000_000, low: 400_000, guessed: 600_000, evidence: 'observed' });
      expect(cut().high).toBeGreaterThan(6_000_000);
      expect(cut({ ms: 400 }).bytes).toBeLessThan(8_000_000);
      // Between what the link usually brings and its best.
      const { bytes } = cut({ bytesPerMs: 10_000, fastest: 40_000 });
      expect(bytes).toBeGreaterThan(900_000);
      expect(bytes).toBeLessThan(1_250_000);
    });

    it('adds what slow start has on its way, as much as was taken, where that is more', () => {
      expect(cut({ ms: 3, taken: 65_536 })).toMatchObject({ bytes: 131_072, guessed: 65_536 });
      // Of what a link usually has on its way no more than that.
      expect(cut({ ms: 20 })).toMatchObject({ bytes: 650_000 });
      expect(cut({ ms: 400, bytesPerMs: 1000, fastest: 1000 })).toMatchObject({ bytes: 440_000 });
    });

    it('adds over HTTP/1.1 what is on its way to what had come', () => {
      const protocol = 'http/1.1' as const;
      expect(cut({ protocol })).toMatchObject({ bytes: 1_250_000, low: 400_000, guessed: 850_000 });
      expect(cut({ protocol, ms: 3, taken: 65_536 })).toMatchObject({ bytes: 131_072 });
      expect(cut({ protocol, ms: 400, bytesPerMs: 1000, fastest: 1000 })).toMatchObject({ bytes: 440_000 });
      expect(cut({ protocol, ms: 600 })).toMatchObject({ bytes: 400_000, guessed: 0 });
    });

    it('adds nothing where its player took all that came, or did not ask for more of it', () => {
      const none = { bytes: 400_000, guessed: 0 };
      expect(cut({ ms: 600 })).toMatchObject(none);
      expect(cut({ after: ANEW_WITHIN_MS + 1 })).toMatchObject(none);
      expect(cut({ after: -10 })).toMatchObject(none);
    });
  });

  it('adds nothing where a jump is ended by another and asked for further', () => {
    const begins: Beginning[] = [
      { from: 3_000_000, at: 0 },
      { from: 6_000_000, at: 50 },
      { from: 3_400_000, at: 60 },
    ];
    const jumped = part({ from: 3_000_000 });
    const link = { now: 45, bytesPerMs: 20_000, fastest: 20_000 };
    const size = sizeOf(jumped, begins, view({ buffered: [[30, 34]] }), link)!;
    expect(size).toMatchObject({ bytes: 400_000, guessed: 0 });
    expect(size.high).toBeGreaterThan(1_000_000);
  });

  describe('of a response that was given up in full flow', () => {
    type Left = { next?: number; fastest?: number; protocol?: MediaPart['protocol']; idleSince?: number | null };
    /** 1.5 MB taken in a second, then the player jumps, and what it asks for begins `next` ms later. */
    const left = ({ next = 600, fastest = 1600, protocol = 'h2', idleSince = null }: Left = {}) => {
      const begins = [
        { from: 0, at: 0 },
        { from: 6_000_000, at: 1000 + next },
      ];
      const shown = view({ buffered: [[0, 15]], idleSince });
      return sizeOf(part({ protocol }), begins, shown, { now: 1000, bytesPerMs: 1500, fastest })!;
    };

    it('adds what kept the next one waiting', () => {
      expect(left()).toMatchObject({ bytes: 2_400_000, low: 1_500_000, guessed: 900_000 });
      // No phone's link has more waiting than that.
      expect(left({ next: 2500 })).toMatchObject({ bytes: 3_000_000 });
    });

    it('leaves a new connection its time', () => {
      expect(left({ protocol: 'http/1.1' })).toMatchObject({ bytes: 2_280_000 });
      expect(left({ protocol: 'http/1.1', next: 70 })).toMatchObject({ bytes: 1_500_000, guessed: 0 });
    });

    it('adds nothing where the link brings more than came, or nothing else was asked for soon', () => {
      const none = { bytes: 1_500_000, guessed: 0 };
      expect(left({ fastest: 4000 })).toMatchObject(none);
      expect(left({ next: ANEW_WITHIN_MS + 1 })).toMatchObject(none);
      expect(left({ next: -100 })).toMatchObject(none);
    });

    it('goes by its pause where its player had enough', () => {
      expect(left({ idleSince: 900 }).bytes).toBeLessThan(1_800_000);
    });
  });

  it('lies in its bounds, and these in the file', () => {
    const range = fc.tuple(fc.double({ min: 0, max: 120, noNaN: true }), fc.double({ min: 0, max: 120, noNaN: true }));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: TOTAL }),
        fc.array(fc.integer({ min: 0, max: TOTAL })),
        fc.array(range),
        fc.option(fc.integer({ min: 0, max: 10_000 })),
        fc.constantFrom('h2' as const, 'http/1.1' as const),
        fc.record({ now: fc.integer({ min: -10, max: 20_000 }), fastest: fc.integer({ min: 0, max: 90_000 }) }),
        (from, froms, buffered, idleSince, protocol, { now, fastest }) => {
          const begins = froms.map((one) => ({ from: one, at: 4 * (one % 5000) }));
          const link = { now, bytesPerMs: 1000, fastest };
          const size = sizeOf(part({ from, protocol }), begins, view({ buffered, idleSince }), link);
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
    ['the whole of a file', head(200, ['content-length', '500']), { from: 0, total: 500 }],
    ['an endless one', head(200), { from: 0, total: null }],
    ['a part', head(206, ['Content-Range', 'bytes 300-499/500'], ['content-length', '200']), { from: 300, total: 500 }],
    ['a part of who knows how much', head(206, ['content-range', 'bytes 300-499/*']), { from: 300, total: null }],
    ['nonsense', head(206, ['content-range', 'bytes -5/x']), { from: 0, total: null }],
    ['a part without a range', head(206), { from: 0, total: null }],
  ])('reads %s', (_, response, expected) => {
    expect(mediaPart(response)).toEqual(expected);
  });
});
