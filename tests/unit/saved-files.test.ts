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

describe('a file without a declared length that the browser saves', () => {
  it('has its size on disk, and teaches the size of others from its host', () => {
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

  it('is recognised by either of its addresses, whichever tab requested it, and by no other', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(saving({ tabId: 7 }));
    const before = bodies(rig);
    rig.settling.byFile(file(5000, { addresses: ['https://dl.test/elsewhere'] }));
    expect(bodies(rig)).toBe(before);
    rig.settling.byFile(file(5000, { addresses: ['https://dl.test/elsewhere', URL] }));
    expect(bodies(rig)).toBe(5000);
  });

  it('of two with one address settles the one that ended with it', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(saving({ at: NOON - 60_000 }));
    const first = bodies(rig);
    rig.meter.onRequest(saving());
    rig.settling.byFile(file(5000));
    expect(bodies(rig)).toBe(first + 5000);
  });

  it('costs less than its size on disk where it was compressed', () => {
    const rig = createMeterRig();
    const { headers } = saving();
    rig.meter.onRequest(saving({ headers: [...headers, { name: 'content-encoding', value: 'gzip' }] }));
    rig.settling.byFile(file(1_000_000));
    expect(bodies(rig)).toBe(270_000);
  });

  it('is guessed by its duration where downloads cannot be observed', () => {
    const rig = createMeterRig();
    const id = 'one';
    rig.meter.onRequest(saving({ id, phase: 'started', at: NOON - 5000 }));
    rig.meter.onRequest(saving({ id }));
    // 8 Mbit/s, before anything was learned of the link.
    expect(bodies(rig)).toBeGreaterThan(2_000_000);
    expect(rig.total().high).toBeGreaterThan(5_000_000);
  });
});

describe('a file that is cancelled while it arrives', () => {
  const looks = [
    { bytes: 1_000_000, at: NOON - 1000 },
    { bytes: 2_000_000, at: NOON - 500 },
    { bytes: 2_000_000, at: NOON },
  ];
  const cancelledFile = (rest: { addresses?: string[]; at?: number } = {}) => ({
    ...{ addresses: [URL, URL], looks, total: 9_000_000, at: NOON, ...rest },
  });
  const [begun, cancelled] = [
    saving({ id: 'left', phase: 'started', at: NOON - 9000 }),
    saving({ id: 'left', phase: 'failed', headers: [], status: 0, statusLine: '' }),
  ];

  it('has the size last seen, whether that or its end is known first', () => {
    const [before, after] = [createMeterRig(), createMeterRig()];
    before.meter.onRequest(begun);
    before.settling.byFile(cancelledFile());
    before.meter.onRequest(cancelled);
    after.meter.onRequest(begun);
    after.meter.onRequest(cancelled);
    expect(bodies(after)).not.toBe(2_000_000);
    after.settling.byFile(cancelledFile());
    for (const rig of [before, after]) {
      expect(bodies(rig)).toBe(2_000_000);
      expect(rig.opened.size).toBe(0);
      const { down, up, low, measured } = rig.total();
      expect(measured).toBe(down + up);
      expect(low).toBeGreaterThan(2_000_000);
    }
  });

  it('is recognised without the head that says what is to be saved', () => {
    const rig = createMeterRig();
    rig.meter.onRequest({ ...begun, headers: [] });
    rig.meter.onRequest(cancelled);
    rig.settling.byFile(cancelledFile());
    expect(bodies(rig)).toBe(2_000_000);
  });

  it('is matched by when it was cancelled, however much later its request ends', () => {
    const rig = createMeterRig();
    rig.meter.onRequest(begun);
    rig.settling.byFile(cancelledFile());
    rig.meter.onRequest({ ...cancelled, at: NOON + 60_000 });
    expect(bodies(rig)).toBe(2_000_000);
  });

  it('is not taken for the next one with its address', () => {
    const rig = createMeterRig();
    rig.settling.byFile(cancelledFile());
    rig.meter.onRequest({ ...begun, at: NOON + 20_000 });
    rig.meter.onRequest({ ...cancelled, at: NOON + 60_000 });
    expect(bodies(rig)).not.toBe(2_000_000);
  });

  it('is not taken for another file, nor for one at another time', () => {
    const rig = createMeterRig();
    rig.settling.byFile(cancelledFile({ addresses: ['https://dl.test/elsewhere'] }));
    rig.settling.byFile(cancelledFile({ at: NOON - 60_000 }));
    rig.meter.onRequest(begun);
    rig.meter.onRequest(cancelled);
    rig.settling.byFile(cancelledFile({ at: NOON + 60_000 }));
    expect(bodies(rig)).not.toBe(2_000_000);
  });

  it('teaches nothing of others’ size', () => {
    const [taught, other] = [createMeterRig(), createMeterRig()];
    taught.meter.onRequest(begun);
    taught.meter.onRequest(cancelled);
    taught.settling.byFile(cancelledFile());
    for (const { meter } of [taught, other]) meter.onRequest(saving({ url: 'https://dl.test/other.bin' }));
    expect(bodies(taught) - 2_000_000).toBe(bodies(other));
  });
});
