import { describe, expect, it } from 'vitest';
import { protocolOf } from '../../src/background/transfer-of.ts';
import { request } from './support/request.ts';

const named = (...names: string[]) => request({ headers: names.map((name) => ({ name, value: '1' })) });

describe('the protocol that a response came over, in Chromium', () => {
  it('is known from the case of the header names', () => {
    expect(protocolOf(named('content-type', 'content-length'))).toBe('h2');
    expect(protocolOf(named('Content-Type', 'content-length'))).toBe('http/1.1');
    expect(protocolOf(request({ url: 'http://a.test/' }))).toBe('http/1.1');
  });

  it('is not known from headers that the browser itself writes, for a part of a film', () => {
    expect(protocolOf(named('content-type', 'Content-Range', 'Content-Length'))).toBe('h2');
    expect(protocolOf(named('Content-Type', 'Content-Range', 'Content-Length'))).toBe('http/1.1');
  });
});
