import { describe, expect, it } from 'vitest';
import { protocolOf } from '../../src/background/transfer-of.ts';
import { request } from './support/request.ts';

const named = (...names: string[]) => request({ headers: names.map((name) => ({ name, value: '1' })) });

describe('the protocol that a response came over, in Chromium', () => {
  it('is told by how its fields are spelt', () => {
    expect(protocolOf(named('content-type', 'content-length'))).toBe('h2');
    expect(protocolOf(named('Content-Type', 'content-length'))).toBe('http/1.1');
    expect(protocolOf(request({ url: 'http://a.test/' }))).toBe('http/1.1');
  });

  it('is not told by what the browser spells itself, of a part of a film', () => {
    expect(protocolOf(named('content-type', 'Content-Range', 'Content-Length'))).toBe('h2');
    expect(protocolOf(named('Content-Type', 'Content-Range', 'Content-Length'))).toBe('http/1.1');
  });
});
