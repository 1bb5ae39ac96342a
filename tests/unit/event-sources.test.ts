import { expect, it } from 'vitest';
import { createEventSources } from '../../src/page/tap/isolated/hear-event-sources.ts';
import type { Counter } from '../../src/page/tap/counter.ts';

const URL = 'https://www.news.test/live';

function openSource() {
  const listeners = new Map<string, ((event: object) => void)[]>();
  const addEventListener = (type: string, listener: (event: object) => void) =>
    listeners.set(type, [...(listeners.get(type) ?? []), listener]);
  const counts: number[] = [];
  const hear = createEventSources(({ down }) => counts.push(down));
  const source = { url: URL, addEventListener } as unknown as EventSource;
  hear(source, { id: 1, kind: 'eventsource', url: '', note: 'message', down: 0 } as Counter);
  const fire = (type: string, rest: object = {}) =>
    listeners.get(type)?.forEach((listener) => listener({ isTrusted: true, lastEventId: '', ...rest }));
  return { counts, fire, say: (data: string) => fire('message', { data }) };
}

it('what an event source has read starts from 0 with each of its connections', () => {
  const { counts, fire, say } = openSource();
  for (const type of ['open', 'error', 'open']) {
    fire(type);
    if (type === 'open') for (let i = 0; i < 2; i++) say('x'.repeat(92));
  }
  expect(counts).toEqual([100, 200, 100, 200]);
});

it('a page cannot fake the opening of a connection', () => {
  const { counts, fire, say } = openSource();
  say('x'.repeat(92));
  fire('open', { isTrusted: false });
  say('x'.repeat(92));
  expect(counts).toEqual([100, 200]);
});
