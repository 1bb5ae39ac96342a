import { describe, expect, it } from 'vitest';
import { serverHabits } from '../../src/core/wire/server-habits.ts';
import { wireBytes } from '../../src/core/wire.ts';

const server = (value: string) => [{ name: 'server', value }];

describe('a server’s usual behaviour', () => {
  it('is known by its name, whatever follows it', () => {
    expect(serverHabits(server('nginx/1.22.1'))).toMatchObject({ idleMs: 75_000, isWithoutTable: true });
    expect(serverHabits(server('Apache/2.4.57 (Debian)'))).toEqual({ idleMs: 5000, endsWithLast: true });
    expect(serverHabits(server('Apache-Coyote/1.1'))).toEqual({});
    expect(serverHabits(server('nginxes'))).toEqual({});
    expect(serverHabits([])).toEqual({});
  });

  it('is what its Keep-Alive header says, before that', () => {
    const says = (value: string) => serverHabits([...server('Apache'), { name: 'Keep-Alive', value }]);
    expect(says('timeout=15, max=100').idleMs).toBe(15_000);
    expect(says('max=100').idleMs).toBe(5000);
    expect(says('timeout=-1').idleMs).toBe(5000);
  });

  it('saves a frame, a record and a packet where the last piece ends a response', () => {
    const apart = wireBytes({ bodyDown: 5000 });
    const together = wireBytes({ bodyDown: 5000, endsWithLast: true });
    expect(apart.down - together.down).toBe(9 + 22 + 52);
    expect(wireBytes({ bodyDown: 5000, protocol: 'http/1.1', endsWithLast: true })).toEqual(
      wireBytes({ bodyDown: 5000, protocol: 'http/1.1' }),
    );
  });
});
