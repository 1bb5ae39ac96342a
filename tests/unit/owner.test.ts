import { describe, expect, it } from 'vitest';
import { createOwners } from '../../src/background/owner.ts';
import { createTabSites } from '../../src/background/tab-sites.ts';
import { NOON, request } from './support/request.ts';

function rig() {
  const tabs = createTabSites(() => NOON);
  tabs.shown({ id: 1, url: 'https://www.news.test/', isPrivate: false });
  return { tabs, ownerOf: createOwners(tabs) };
}
const frame = { frameId: 7, isTopFrame: false, initiator: 'https://ads.test' };

describe('the owner of a request', () => {
  it('is a main frame’s target, whatever the tab still shows', () => {
    const { ownerOf } = rig();
    const event = request({ type: 'main_frame', url: 'https://www.video.test/', initiator: 'https://www.news.test' });
    expect(ownerOf(event)).toBe('video.test');
    expect(ownerOf({ ...event, tabId: 99 })).toBe('video.test');
  });

  it('is the requesting top document’s site, even when its tab has moved on', () => {
    const { ownerOf, tabs } = rig();
    tabs.shown({ id: 1, url: 'https://video.test/', isPrivate: false });
    expect(ownerOf(request({ initiator: 'https://www.news.test' }))).toBe('news.test');
    expect(ownerOf(request({ topUrl: 'https://www.news.test/page', initiator: 'https://cdn.test' }))).toBe('news.test');
  });

  it('is the tab’s site where the document has no origin of its own', () => {
    const { ownerOf } = rig();
    for (const initiator of ['null', '', 'about:blank', 'data:text/html,'])
      expect(ownerOf(request({ initiator }))).toBe('news.test');
  });

  it('is the tab’s site for frames, not the frame’s', () => {
    expect(rig().ownerOf(request(frame))).toBe('news.test');
  });

  it('stays a frame’s first site after the tab has navigated', () => {
    const { ownerOf, tabs } = rig();
    expect(ownerOf(request(frame))).toBe('news.test');
    tabs.shown({ id: 1, url: 'https://video.test/', isPrivate: false });
    expect(ownerOf(request(frame))).toBe('news.test');
    expect(ownerOf(request({ ...frame, frameId: 8 }))).toBe('video.test');
    expect(ownerOf(request({ ...frame, tabId: 2 }))).toBe('');
  });

  it('is the page that started a download, not the file’s site', () => {
    const headers = [{ name: 'Content-Disposition', value: 'Attachment; filename="a.zip"' }];
    const download = { type: 'main_frame', url: 'https://files.test/a.zip', headers };
    expect(rig().ownerOf(request(download))).toBe('news.test');
    expect(rig().ownerOf(request({ ...download, initiator: '' }))).toBe('news.test');
    expect(rig().ownerOf(request({ ...download, initiator: '', tabId: 99 }))).toBe('files.test');
    const inline = [{ name: 'Content-Disposition', value: 'inline' }];
    expect(rig().ownerOf(request({ ...download, headers: inline }))).toBe('files.test');
  });

  it('is the outermost document that Firefox reports, and the last known one for its workers', () => {
    const { ownerOf } = rig();
    const inFrame = { ...frame, topUrl: 'https://www.paper.test/' };
    expect(ownerOf(request(inFrame))).toBe('paper.test');
    expect(ownerOf(request({ ...frame, topUrl: null }))).toBe('paper.test');
    expect(ownerOf(request({ ...frame, topUrl: 'https://www.other.test/' }))).toBe('other.test');
  });

  it('is a worker’s own site without a tab, and none for extensions and the browser', () => {
    const { ownerOf } = rig();
    const worker = { tabId: -1, frameId: -1, isTopFrame: false };
    expect(ownerOf(request({ ...worker, initiator: 'https://app.mail.test' }))).toBe('mail.test');
    for (const initiator of ['chrome-extension://abcdef', 'moz-extension://0d3f/', 'chrome://newtab', ''])
      expect(ownerOf(request({ ...worker, initiator }))).toBe('');
  });

  it('is none in a tab that shows an extension’s page', () => {
    const { ownerOf, tabs } = rig();
    tabs.shown({ id: 3, url: 'chrome-extension://abcdef/page.html', isPrivate: false });
    expect(ownerOf(request({ tabId: 3, initiator: 'chrome-extension://abcdef' }))).toBe('');
  });

  it('is none in an unknown tab without a document', () => {
    const { ownerOf } = rig();
    expect(ownerOf(request({ tabId: 99, initiator: '' }))).toBe('');
    expect(ownerOf(request({ ...frame, tabId: 99 }))).toBe('');
    expect(ownerOf(request({ tabId: 99 }))).toBe('news.test');
  });
});

describe('the owner of a private request', () => {
  it('has no name, whatever it requests', () => {
    const { ownerOf, tabs } = rig();
    tabs.shown({ id: 2, url: 'https://secret.test/', isPrivate: true });
    const types = ['main_frame', 'sub_frame', 'script', 'ping'];
    for (const type of types) {
      expect(ownerOf(request({ tabId: 2, type, initiator: 'https://secret.test' }))).toBe('(private)');
      expect(ownerOf(request({ ...frame, tabId: 2, type }))).toBe('(private)');
    }
  });

  it('has no name either when it ends after its tab was closed', () => {
    const { ownerOf, tabs } = rig();
    tabs.shown({ id: 2, url: 'https://secret.test/', isPrivate: true });
    tabs.closed(2);
    const late = { tabId: 2, phase: 'failed' } as const;
    expect(ownerOf(request({ ...late, initiator: 'https://secret.test' }))).toBe('(private)');
    expect(ownerOf(request({ ...late, type: 'main_frame', url: 'https://secret.test/x' }))).toBe('(private)');
    expect(ownerOf(request({ ...late, ...frame }))).toBe('(private)');
    // A normal tab shows that site, and no private one does.
    expect(ownerOf(request({ ...late, initiator: 'https://www.news.test' }))).toBe('news.test');
  });

  it('is known from Firefox itself, with or without a tab', () => {
    const { ownerOf } = rig();
    expect(ownerOf(request({ isPrivate: true, topUrl: 'https://secret.test/' }))).toBe('(private)');
    expect(ownerOf(request({ isPrivate: true, tabId: -1 }))).toBe('(private)');
    expect(ownerOf(request({ isPrivate: false, tabId: -1, initiator: 'https://news.test' }))).toBe('news.test');
  });

  it('is assumed for a request without a tab, while a private window shows its site', () => {
    const { ownerOf, tabs } = rig();
    const worker = (initiator: string) => request({ tabId: -1, frameId: -1, isTopFrame: false, initiator });
    tabs.shown({ id: 2, url: 'https://secret.test/', isPrivate: true });
    expect(ownerOf(worker('https://secret.test'))).toBe('(private)');
    expect(ownerOf(worker('https://push.test'))).toBe('(private)');
    expect(ownerOf(worker('https://www.news.test'))).toBe('news.test');
    // Firefox knows, so nothing is assumed.
    expect(ownerOf({ ...worker('https://push.test'), isPrivate: false })).toBe('push.test');
  });
});
