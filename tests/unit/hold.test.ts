import { describe, expect, test } from 'vitest';
import { parseHold } from '../../src/core/hold.ts';

const NOW = '2026-03-01T12:00:00Z';

describe('parseHold', () => {
  test.each([
    [
      { site: 'https://www.YouTube.com/watch?v=1', mode: 'paused' },
      { site: 'youtube.com', mode: 'paused' },
    ],
    [
      { site: 'm.bbc.co.uk', mode: 'lean', bytesPerDay: 5 },
      { site: 'bbc.co.uk', mode: 'lean' },
    ],
    [
      { site: 'b.test', mode: 'capped', bytesPerDay: 1e8, until: '2026-03-02T00:00:00+08:00', reason: 'threshold' },
      { site: 'b.test', mode: 'capped', bytesPerDay: 1e8, until: '2026-03-02T00:00:00+08:00', reason: 'threshold' },
    ],
    [
      { site: 'http://[2001:DB8:0::1]:8080/', mode: 'paused' },
      { site: '[2001:db8::1]', mode: 'paused' },
    ],
    [
      { site: '[::1]', mode: 'paused' },
      { site: '[::1]', mode: 'paused' },
    ],
    [
      { site: 'localhost:3000', mode: 'paused' },
      { site: 'localhost', mode: 'paused' },
    ],
    [
      { site: 'www.Bücher.test', mode: 'paused' },
      { site: 'xn--bcher-kva.test', mode: 'paused' },
    ],
  ])('takes %j', (input, hold) => {
    expect(parseHold(input, NOW)).toEqual({ reason: 'user', ...hold });
  });

  test.each([
    null,
    'youtube.com',
    {},
    { site: 'youtube.com' },
    { site: '', mode: 'paused' },
    { site: 'not a site', mode: 'paused' },
    { site: '[::1', mode: 'paused' },
    { site: '[cafe]', mode: 'paused' },
    { site: 'javascript:alert(1)', mode: 'paused' },
    { site: 'file:///etc/passwd', mode: 'paused' },
    { site: 5, mode: 'paused' },
    { site: 'com', mode: 'paused' },
    { site: 'https://co.uk/', mode: 'paused' },
    { site: 'github.io', mode: 'paused' },
    { site: 'a.test', mode: 'blocked' },
    { site: 'a.test', mode: 'capped' },
    { site: 'a.test', mode: 'capped', bytesPerDay: 0 },
    { site: 'a.test', mode: 'capped', bytesPerDay: 1.5 },
    { site: 'a.test', mode: 'capped', bytesPerDay: '100' },
    { site: 'a.test', mode: 'paused', until: NOW },
    { site: 'a.test', mode: 'paused', until: '2026-02-28T12:00:00Z' },
    { site: 'a.test', mode: 'paused', until: 'tomorrow' },
    { site: 'a.test', mode: 'paused', until: '2026-03-02T12:00:00' },
    { site: 'a.test', mode: 'paused', until: null },
    { site: 'a.test', mode: 'paused', reason: 'because' },
  ])('refuses %j and says why', (input) => {
    expect(parseHold(input, NOW)).toEqual({ error: expect.stringMatching(/.+/) });
  });
});
