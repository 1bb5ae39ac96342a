import { render } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { vi } from 'vitest';
import type { Count, Report } from '../../src/core/contract.ts';
import type { History } from '../../src/core/history.ts';
import type { Outlook } from '../../src/core/outlook.ts';
import type { PopupView } from '../../src/core/popup-view.ts';
import Dashboard from '../../src/ui/dashboard/Dashboard.svelte';
import { DashboardState, type DashboardDeps } from '../../src/ui/dashboard/dashboard-state.svelte.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';
import { at, plan } from './popup-fixtures.ts';

const GB = 1e9;
/** The voice that the dashboard uses. */
export const en = createVoice('en', 'Asia/Hong_Kong');

function count(gb: number, spread = 0, measured = 1): Count {
  const bytes = gb * GB;
  return {
    down: bytes * 0.9,
    up: bytes * 0.1,
    low: bytes - spread * GB,
    high: bytes + spread * GB,
    measured,
    requests: 9,
  };
}

/** A report of the last days. */
export const report: Report = {
  version: 1,
  from: plan.activatedAt,
  to: '2026-11-22T06:30:00.000Z',
  total: count(2.5, 0.05, 0.96),
  sites: [
    {
      site: 'youtube.com',
      ...count(2.31, 0.03, 0.98),
      hosts: [{ host: 'googlevideo.com', ...count(2.08) }],
      kinds: { script: count(0.2), media: count(2) },
    },
    { site: '', ...count(0.1, 0.01, 0.82), hosts: [], kinds: { unheard: count(0.1) } },
    { site: '(private)', ...count(0.088), hosts: [], kinds: {} },
    { site: 'tiny.example', ...count(0.002), hosts: [], kinds: {} },
  ],
};

/** Of the period in `report`. */
export const outlook: Outlook = {
  from: Date.parse(at(0)),
  to: Date.parse(at(168)),
  at: Date.parse(at(86)),
  used: [
    { at: Date.parse(at(0)), bytes: 0 },
    { at: Date.parse(at(86)), bytes: 6.58 * GB },
  ],
  ahead: [],
};
/** Of the days in `report`. */
export const history: History = {
  from: Date.parse(at(0)),
  to: Date.parse(at(168)),
  starts: [0, 24, 48, 72, 96, 120, 144].map((hours) => Date.parse(at(hours))),
  total: count(6.58),
  stretches: [1.9, 1.3, 2.2, 1.18, 0, 0, 0].map((gb) => count(gb)),
  sites: [
    { site: 'youtube.com', ...count(2.31), bytes: [1, 0.3, 1, 0.01, 0, 0, 0].map((gb) => gb * GB), perMinute: 1e6 },
    { site: 'small.test', ...count(0.1), bytes: [0.1, 0, 0, 0, 0, 0, 0].map((gb) => gb * GB), perMinute: null },
  ],
  siteCount: 3,
};
/** The reply to pausing one site. */
export const PAUSED = { holds: [{ site: 'youtube.com', mode: 'paused' }] };
/** Replies by message type; any other message is answered with the plans. */
export const REPLIES: Record<string, object> = {
  report,
  outlook,
  history,
  'reading.list': { readings: [], correction: { factor: 1, isOn: false } },
  'alert.list': { alerts: [] },
  'stop.list': { stops: [{ at: '2026-11-21T13:05:00Z', bytes: 1e6 }], damaged: [] },
  'hold.list': { holds: [] },
  'hold.set': PAUSED,
};

/**
 * Opens the dashboard at an address, over a background that has sent `view` and answers with `replies`, or else with
 * `REPLIES`.
 */
export function open(
  view: PopupView | null,
  hash: string,
  replies: Record<string, object> = {},
  readLastView = () => Promise.resolve<PopupView | null>(null),
) {
  const list = { plans: [plan, { ...plan, id: 'home', name: 'Home' }], active: 'hk7' };
  const deps = {
    send: vi.fn((message: { type: string }) => Promise.resolve(replies[message.type] ?? REPLIES[message.type] ?? list)),
    connectPopup: (listener: { onView(view: PopupView): void }) => {
      if (view !== null) listener.onView(view);
      return { watchTab: vi.fn(), close: vi.fn() };
    },
    readLastView,
    requestHostAccess: vi.fn(() => Promise.resolve(true)),
    requestSaving: vi.fn(() => Promise.resolve(true)),
    precision: { isPossible: true, read: () => Promise.resolve(true), write: vi.fn(() => Promise.resolve()) },
    connectLive: vi.fn(() => ({ close: vi.fn() })),
    readSize: () => Promise.resolve(1_100_000),
    newId: () => 'new',
    now: () => '2026-11-22T06:30:00.000Z',
    nowMs: () => Date.parse('2026-11-22T06:30:00.000Z'),
    afterPaint: (callback: () => void) => callback(),
  };
  const state = new DashboardState(deps as unknown as DashboardDeps, hash);
  const onpainted = vi.fn();
  const { container } = render(Dashboard, { state, voice: en, deps, onpainted });
  flushSync(() => state.start());
  return { ...deps, state, onpainted, container };
}
