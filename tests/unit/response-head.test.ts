import { describe, expect, it } from 'vitest';
import { responseHeadSize } from '../../src/core/response-head.ts';

describe('responseHeadSize', () => {
  it('is the text that HTTP/1.1 sends', () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: x\r\n\r\n';
    const headers = [
      { name: 'Content-Type', value: 'text/html' },
      { name: 'Server', value: 'x' },
    ];
    expect(responseHeadSize('http/1.1', 'HTTP/1.1 200 OK', headers)).toBe(head.length);
  });

  it('counts a status line over HTTP/2, which has none, as Firefox does', () => {
    const head = 'HTTP/2 200\r\nserver: x\r\n\r\n';
    expect(responseHeadSize('h2', 'HTTP/2.0 200 OK', [{ name: 'server', value: 'x' }])).toBe(head.length);
  });

  it('counts a header without a value', () => {
    expect(responseHeadSize('h2', '', [{ name: 'server' }]) - responseHeadSize('h2', '', [])).toBe(
      'server: \r\n'.length,
    );
  });
});
