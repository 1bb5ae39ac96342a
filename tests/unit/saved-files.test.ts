import { describe, expect, it } from 'vitest';
import { createMeterRig } from './support/meter-rig.ts';
import { NOON, request } from './support/request.ts';

const URL = 'https://dl.test/export.bin';
const saving = (rest: Parameters<typeof request>[0] = {}) =>
  request({
    ...{ url: URL, type: 'main_frame', headers: [{ name: 'content-disposition', value: 'attachment; filename=x' }] },
    ...rest,
  });
const file = (bytes: number, rest: { addresses?: string[]; at?: number } = {}) => ({
  ...{ addresses: [URL, URL], bytes, at: NOON + 20, ...rest },
});
const bodies = ({ posts }: ReturnType<typeof createMeterRig>) => posts.reduce((sum, { body }) => sum + body.down, 0);

describe('a file of no declared length that the browser saves', () => {
  it('is what lies on the disk, and teaches what others of its host weigh', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(saving());
    rig.settling.byFile(file(900_000));
    expect(bodies(rig)).toBe(900_000);
    expect(rig.opened.size).toBe(0);
    const { down, measured, up } = rig.total();
    expect(measured).toBe(down + up);
    rig.meter.onRequest(saving({ url: 'https://dl.test/other.bin' }));
    expect(bodies(rig)).toBeGreaterThan(1_500_000);
  });

  it('is known by either of its addresses, whichever tab asked for it, and by no other', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(saving({ tabId: 7 }));
    const before = bodies(rig);
    rig.settling.byFile(file(5000, { addresses: ['https://dl.test/elsewhere'] }));
    expect(bodies(rig)).toBe(before);
    rig.settling.byFile(file(5000, { addresses: ['https://dl.test/elsewhere', URL] }));
    expect(bodies(rig)).toBe(5000);
  });

  it('of two of one address settles the one that ended with it', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(saving({ at: NOON - 60_000 }));
    const first = bodies(rig);
    rig.meter.onRequest(saving());
    rig.settling.byFile(file(5000));
    expect(bodies(rig)).toBe(first + 5000);
  });

  it('weighs less than it does on the disk where it came compressed', () => {
    const rig = createMeterRig();
    const { headers } = saving();
    rig.meter.onRequest(saving({ headers: [...headers, { name: 'content-encoding', value: 'gzip' }] }));
    rig.settling.byFile(file(1_000_000));
    expect(bodies(rig)).toBe(270_000);
  });

  it('is guessed by the time that it took where downloads are not to be seen', () => {
    const rig = createMeterRig();
    const id = 'one';
    rig.meter.onRequest(saving({ id, phase: 'started', at: NOON - 5000 }));
    rig.meter.onRequest(saving({ id }));
    // 8 Mbit/s before anything was learned of the link.
    expect(bodies(rig)).toBeGreaterThan(2_000_000);
    expect(rig.total().high).toBeGreaterThan(5_000_000);
  });
});

describe('a file that is given up while it comes', () => {
  const looks = [
    { bytes: 1_000_000, at: NOON - 1000 },
    { bytes: 2_000_000, at: NOON - 500 },
    { bytes: 2_000_000, at: NOON },
  ];
  const left = (rest: { addresses?: string[]; at?: number } = {}) => ({
    ...{ addresses: [URL, URL], looks, total: 9_000_000, at: NOON, ...rest },
  });
  const [begun, cancelled] = [
    saving({ id: 'left', phase: 'started', at: NOON - 9000 }),
    saving({ id: 'left', phase: 'failed', headers: [], status: 0, statusLine: '' }),
  ];

  it('is what was seen of it, whether that or its end is known first', () => {
    const [before, after] = [createMeterRig(), createMeterRig()];
    before.meter.onRequest(begun);
    before.settling.byFile(left());
    before.meter.onRequest(cancelled);
    after.meter.onRequest(begun);
    after.meter.onRequest(cancelled);
    expect(bodies(after)).not.toBe(2_000_000);
    after.settling.byFile(left());
    for (const rig of [before, after]) {
      expect(bodies(rig)).toBe(2_000_000);
      expect(rig.opened.size).toBe(0);
      const { down, up, low, measured } = rig.total();
      expect(measured).toBe(down + up);
      expect(low).toBeGreaterThan(2_000_000);
    }
  });

  it('is found without the head that told what was to be saved', () => {
    const rig = createMeterRig();
    rig.meter.onRequest({ ...begun, headers: [] });
    rig.meter.onRequest(cancelled);
    rig.settling.byFile(left());
    expect(bodies(rig)).toBe(2_000_000);
  });

  it('is known by when it was given up, however much later its request ends', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(begun);
    rig.settling.byFile(left());
    rig.meter.onRequest({ ...cancelled, at: NOON + 60_000 });
    expect(bodies(rig)).toBe(2_000_000);
  });

  it('is not the next one of its address', () => {
    const rig = createMeterRig();
    rig.settling.byFile(left());
    rig.meter.onRequest({ ...begun, at: NOON + 20_000 });
    rig.meter.onRequest({ ...cancelled, at: NOON + 60_000 });
    expect(bodies(rig)).not.toBe(2_000_000);
  });

  it('is neither another file nor one of another time', () => {
    const rig = createMeterRig();
    rig.settling.byFile(left({ addresses: ['https://dl.test/elsewhere'] }));
    rig.settling.byFile(left({ at: NOON - 60_000 }));
    rig.meter.onRequest(begun);
    rig.meter.onRequest(cancelled);
    rig.settling.byFile(left({ at: NOON + 60_000 }));
    expect(bodies(rig)).not.toBe(2_000_000);
  });

  it('teaches nothing of what others weigh', () => {
    const [taught, other] = [createMeterRig(), createMeterRig()];
    taught.meter.onRequest(begun);
    taught.meter.onRequest(cancelled);
    taught.settling.byFile(left());
    for (const { meter } of [taught, other]) meter.onRequest(saving({ url: 'https://dl.test/other.bin' }));
    expect(bodies(taught) - 2_000_000).toBe(bodies(other));
  });
});
