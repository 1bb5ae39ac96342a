import { describe, expect, it } from 'vitest';
import { isDownload } from '../../src/core/is-download.ts';

const typed = (value: string) => [{ name: 'Content-Type', value }];

describe('isDownload', () => {
  it.each([
    'application/octet-stream',
    'application/zip',
    'Application/X-GZIP',
    'application/vnd.android.package-archive',
    'application/x-apple-diskimage',
    'application/xapk',
    'text/csv; charset=utf-8',
    'text/calendar',
    'font/woff2',
  ])('a navigation to %s is saved', (type) => {
    for (const kind of ['document', 'frame'] as const) expect(isDownload(typed(type), kind)).toBe(true);
    for (const kind of ['fetch', 'image', 'other'] as const) expect(isDownload(typed(type), kind)).toBe(false);
  });

  it.each([
    'text/html',
    'application/xhtml+xml; charset=utf-8',
    'application/pdf',
    'application/json',
    'application/ld+json;profile=x',
    'application/rss+xml',
    'application/xml',
    'application/signed-exchange;v=b3',
    'application/javascript',
    'application/x-javascript; charset=utf-8',
    'text/plain',
    'image/png',
    'video/mp4',
    'multipart/x-mixed-replace; boundary=x',
    '',
  ])('a navigation to %s is shown', (type) => {
    expect(isDownload(typed(type), 'document')).toBe(false);
  });

  it('is true where the headers say attachment, whatever the type and whoever requested it', () => {
    for (const kind of ['document', 'fetch'] as const) {
      const headers = [...typed('text/html'), { name: 'content-disposition', value: 'Attachment; filename="a.html"' }];
      expect(isDownload(headers, kind)).toBe(true);
      expect(isDownload([{ name: 'content-disposition', value: 'inline' }], kind)).toBe(false);
    }
  });
});
