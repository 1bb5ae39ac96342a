import { describe, expect, it } from 'vitest';
import { createDocumentPlaces } from '../../src/background/document-places.ts';

const HERE = { tabId: 3, frameId: 4, topUrl: 'https://www.news.test/', isPrivate: true };
const NOWHERE = { tabId: -1, frameId: -1, topUrl: '', isPrivate: false };

describe('a document’s place', () => {
  it('is what the browser says', () => {
    const placeOf = createDocumentPlaces();
    expect(placeOf('a', HERE)).toEqual(HERE);
    expect(placeOf('a', { ...HERE, topUrl: 'https://www.other.test/' })?.topUrl).toBe('https://www.other.test/');
  });

  it('is the last known one, privacy included, once its tab is gone', () => {
    const placeOf = createDocumentPlaces();
    placeOf('a', HERE);
    expect(placeOf('a', NOWHERE)).toEqual(HERE);
    expect(placeOf('a', { ...HERE, frameId: -1 })).toEqual(HERE);
  });

  it('is unknown where the document was never seen with a tab', () => {
    const placeOf = createDocumentPlaces();
    placeOf('a', HERE);
    expect(placeOf('b', NOWHERE)).toBeNull();
    expect(placeOf('b', NOWHERE)).toBeNull();
  });

  it('is forgotten for the documents not heard of for longest', () => {
    const placeOf = createDocumentPlaces();
    placeOf('old', HERE);
    for (let n = 0; n < 2000; n++) placeOf(String(n), HERE);
    expect(placeOf('old', NOWHERE)).toBeNull();
    expect(placeOf('1999', NOWHERE)).toEqual(HERE);
  });
});
