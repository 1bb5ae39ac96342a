import { describe, expect, it } from 'vitest';
import { createDocumentPlaces } from '../../src/background/document-places.ts';

const HERE = { tabId: 3, frameId: 4, topUrl: 'https://www.news.test/', isPrivate: true };
const NOWHERE = { tabId: -1, frameId: -1, topUrl: '', isPrivate: false };

describe('where a document is', () => {
  it('is the browser’s word', () => {
    const placeOf = createDocumentPlaces();
    expect(placeOf('a', HERE)).toEqual(HERE);
    expect(placeOf('a', { ...HERE, topUrl: 'https://www.other.test/' })?.topUrl).toBe('https://www.other.test/');
  });

  it('is where it was last, its privacy included, when its tab is gone', () => {
    const placeOf = createDocumentPlaces();
    placeOf('a', HERE);
    expect(placeOf('a', NOWHERE)).toEqual(HERE);
    expect(placeOf('a', { ...HERE, frameId: -1 })).toEqual(HERE);
  });

  it('is unknown where it was never heard of with a tab', () => {
    const placeOf = createDocumentPlaces();
    placeOf('a', HERE);
    expect(placeOf('b', NOWHERE)).toBeNull();
    expect(placeOf('b', NOWHERE)).toBeNull();
  });

  it('is forgotten of documents that were not heard of for longest', () => {
    const placeOf = createDocumentPlaces();
    placeOf('old', HERE);
    for (let n = 0; n < 2000; n++) placeOf(String(n), HERE);
    expect(placeOf('old', NOWHERE)).toBeNull();
    expect(placeOf('1999', NOWHERE)).toEqual(HERE);
  });
});
