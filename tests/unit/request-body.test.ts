import { describe, expect, it } from 'vitest';
import { requestBodySize } from '../../src/browser/request-body.ts';

const bytes = (length: number) => ({ bytes: new ArrayBuffer(length) });

describe('requestBodySize', () => {
  it('sums raw parts', () => {
    expect(requestBodySize({ raw: [bytes(1000), bytes(0), bytes(24)] })).toBe(1024);
    expect(requestBodySize({ raw: [] })).toBe(0);
  });

  it('is unknown as soon as one part is', () => {
    expect(requestBodySize({ raw: [bytes(1000), { file: '/tmp/film.mp4' }] })).toBeNull();
    expect(requestBodySize({ raw: [bytes(1000), {}] })).toBeNull();
    expect(requestBodySize({ error: 'Unknown error.' })).toBeNull();
    expect(requestBodySize({ error: 'Unknown error.', raw: [bytes(5)] })).toBeNull();
    expect(requestBodySize({})).toBeNull();
  });

  it('spells a form as it goes out urlencoded', () => {
    const fields = { q: ['流量 & more'], page: ['1', '2'] };
    expect(requestBodySize({ formData: fields })).toBe(`q=${encodeURIComponent('流量 & more')}&page=1&page=2`.length);
    expect(requestBodySize({ formData: {} })).toBe(0);
  });

  it('counts binary values of a form as they are, with their parts’ frames', () => {
    const size = requestBodySize({ formData: { file: [new ArrayBuffer(10_000)] } })!;
    expect(size).toBeGreaterThan(10_000);
    expect(size).toBeLessThan(10_300);
  });
});
