import { describe, expect, it, vi } from 'vitest';
import { createInbox } from '../../src/background/inbox.ts';
import { createTimers } from './support/timers.ts';

type Engine = { heard: string[] };

function rig() {
  let finish = (_: Engine) => {};
  let fail = (_: Error) => {};
  const report = vi.fn();
  const onFirst = vi.fn();
  const timers = createTimers();
  const inbox = createInbox<Engine>({
    ready: new Promise((resolve, reject) => {
      finish = resolve;
      fail = reject;
    }),
    setTimer: timers.setTimer,
    onFirst,
    onError: report,
  });
  const engine: Engine = { heard: [] };
  const hear = (word: string) => inbox.put(({ heard }) => heard.push(word));
  const gather = (word: string) => inbox.gather(({ heard }) => heard.push(word));
  const ready = () => finish(engine);
  return { inbox, engine, hear, gather, timers, onFirst, report, ready, fail: (error: Error) => fail(error) };
}

describe('the inbox', () => {
  it('keeps what it hears until the engine is ready, in order', async () => {
    const { hear, ready, engine, inbox } = rig();
    hear('a');
    hear('b');
    const answer = inbox.ask(({ heard }) => Promise.resolve(heard.join()));
    expect(engine.heard).toEqual([]);
    ready();
    expect(await answer).toBe('a,b');
    hear('c');
    expect(engine.heard).toEqual(['a', 'b', 'c']);
  });

  it('delivers the next message after one has failed', async () => {
    const { hear, ready, engine, inbox, report } = rig();
    inbox.put(() => {
      throw new Error('at once');
    });
    inbox.put(() => Promise.reject(new Error('later')));
    hear('a');
    ready();
    await vi.waitFor(() => expect(report).toHaveBeenCalledTimes(2));
    expect(engine.heard).toEqual(['a']);
    inbox.put(() => {
      throw new Error('again');
    });
    hear('b');
    expect(engine.heard).toEqual(['a', 'b']);
  });

  it('gathers messages by the hundred, and says at once that there are some', async () => {
    const { gather, ready, engine, timers, onFirst } = rig();
    gather('before');
    ready();
    await vi.waitFor(() => expect(engine.heard).toEqual(['before']));
    gather('a');
    gather('b');
    expect(engine.heard).toEqual(['before']);
    expect(onFirst).toHaveBeenCalledOnce();
    expect(timers.delays()).toHaveLength(1);
    timers.run();
    expect(engine.heard).toEqual(['before', 'a', 'b']);
    gather('c');
    expect(onFirst).toHaveBeenCalledTimes(2);
    timers.run();
    expect(engine.heard).toEqual(['before', 'a', 'b', 'c']);
  });

  it('delivers what it has gathered before anything that came later', async () => {
    const { gather, hear, ready, engine, inbox, timers } = rig();
    ready();
    await inbox.ask(() => Promise.resolve());
    gather('a');
    hear('b');
    expect(engine.heard).toEqual(['a', 'b']);
    gather('c');
    expect(await inbox.ask(({ heard }) => Promise.resolve(heard.join()))).toBe('a,b,c');
    timers.run();
    expect(engine.heard).toEqual(['a', 'b', 'c']);
  });

  it('passes a question’s failure to the caller', async () => {
    const { inbox, ready } = rig();
    const answer = inbox.ask(() => Promise.reject(new Error('no')));
    ready();
    await expect(answer).rejects.toThrow('no');
  });

  it('delivers, and reports errors, before it has promised anything', async () => {
    const { inbox, ready, report } = rig();
    ready();
    const answer = inbox.ask(() => {
      throw new Error('at once');
    });
    await expect(answer).rejects.toThrow('at once');
    expect(report).toHaveBeenCalledWith(new Error('at once'));
  });

  it('answers that the engine did not start', async () => {
    const { inbox, fail } = rig();
    const before = inbox.ask(() => Promise.resolve(1));
    fail(new Error('no storage'));
    await expect(before).rejects.toThrow('no storage');
    await expect(inbox.ask(() => Promise.resolve(1))).rejects.toThrow('no storage');
  });
});
