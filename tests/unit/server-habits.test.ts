import { describe, expect, it } from 'vitest';
import { spelledBlock } from '../../src/core/wire/header-block.ts';
import { stringBytes } from '../../src/core/wire/huffman-length.ts';
import { serverHabits } from '../../src/core/wire/server-habits.ts';
import { wireBytes } from '../../src/core/wire.ts';

const server = (value: string) => [{ name: 'server', value }];

describe('a server’s usual behaviour', () => {
  it('is known by its name, whatever follows it', () => {
    expect(serverHabits(server('nginx/1.22.1'), 'h2')).toMatchObject({ idleMs: 75_000, spellsOut: true });
    expect(serverHabits(server('Apache/2.4.57 (Debian)'), 'h2')).toMatchObject({ idleMs: 5000 });
    expect(serverHabits(server('Apache-Coyote/1.1'), 'h2')).toEqual({});
    expect(serverHabits(server('nginxes'), 'h2')).toEqual({});
    expect(serverHabits([], 'h2')).toEqual({});
  });

  it('is what its Keep-Alive header says, before that', () => {
    const says = (value: string) => serverHabits([...server('Apache'), { name: 'Keep-Alive', value }], 'http/1.1');
    expect(says('timeout=15, max=100').idleMs).toBe(15_000);
    expect(says('max=100').idleMs).toBe(5000);
    expect(says('timeout=-1').idleMs).toBe(5000);
  });

  it('of nginx depends on whether it sends a file of its own or passes on another server’s response', () => {
    const tagged = (etag: string) => serverHabits([...server('nginx'), { name: 'etag', value: etag }], 'h2');
    const passedOn = serverHabits(server('nginx'), 'h2');
    expect(passedOn).toMatchObject({ endsApartFrom: 2048, pieceBytes: 7200 });
    expect(tagged('"65a1b2c3-1f4a"').pieceBytes).toBeUndefined();
    expect(tagged('W/"65a1b2c3-1f4a"').endsApartFrom).toBeGreaterThan(1e12);
    // Apache's, with microseconds, and Express's.
    for (const other of ['"1f4a-5f3a1b2c3d4e5"', 'W/"1f4a-Kx3o9wZ0qY"']) expect(tagged(other)).toEqual(passedOn);
    expect(serverHabits(server('nginx'), 'http/1.1').pieceBytes).toBeUndefined();
  });

  it('saves a frame, a record and a packet where the last piece ends a response', () => {
    const apart = wireBytes({ bodyDown: 5000 });
    const together = wireBytes({ bodyDown: 5000, endsApartFrom: 5001 });
    expect(apart.down - together.down).toBe(9 + 22 + 52);
    expect(wireBytes({ bodyDown: 5000, endsApartFrom: 5000 })).toEqual(apart);
    expect(wireBytes({ bodyDown: 5000, protocol: 'http/1.1', endsApartFrom: 5001 })).toEqual(
      wireBytes({ bodyDown: 5000, protocol: 'http/1.1' }),
    );
  });

  it('costs a header and a tag for each smaller piece', () => {
    const [large, small] = [undefined, 4096].map((pieceBytes) =>
      wireBytes({ bodyDown: 160_000, ...(pieceBytes && { pieceBytes }) }),
    );
    expect(small!.down - large!.down).toBeGreaterThan(29 * (9 + 22));
    expect(small!.down - large!.down).toBeLessThan(31 * (9 + 22) + 2 * 52);
  });

  it('spells out header names again and again, or nearly all of them', () => {
    const headers = [
      { name: 'server', value: 'nginx' },
      { name: 'cache-control', value: 'no-store' },
      { name: 'x-request-id', value: '42' },
    ];
    // One byte before each: an index, or a mark that its name follows.
    expect(spelledBlock(200, headers)).toBe(
      1 +
        (1 + stringBytes('nginx')) +
        (1 + stringBytes('cache-control') + stringBytes('no-store')) +
        (1 + stringBytes('x-request-id') + stringBytes('42')),
    );
  });
});
