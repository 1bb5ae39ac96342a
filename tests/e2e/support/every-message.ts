import type { Message } from '../../../src/core/message.ts';
import { weekPlan } from './week-plan.ts';

const PLAN = weekPlan();

/** A weekday (0 = Sunday) that is not today in any time zone: holds do not act while the user is on Wi-Fi. */
const ANOTHER_DAY = (new Date().getDay() + 3) % 7;

/** Each message once at least: the compiler asks for an example of a new one. */
const MESSAGES: { [T in Message['type']]: Extract<Message, { type: T }>[] } = {
  'data.forget-all': [{ type: 'data.forget-all' }],
  'plan.save': [
    { type: 'plan.save', plan: PLAN },
    { type: 'plan.save', plan: { ...PLAN, id: 'other' } },
  ],
  'plan.activate': [{ type: 'plan.activate', id: 'week' }],
  'plan.remove': [{ type: 'plan.remove', id: 'other' }],
  history: [{ type: 'history', step: 'day' }],
  outlook: [{ type: 'outlook' }],
  'plan.list': [{ type: 'plan.list' }],
  'plan.status': [{ type: 'plan.status' }],
  'hold.set': [{ type: 'hold.set', hold: { site: 'ads.test', mode: 'paused' } }],
  'hold.list': [{ type: 'hold.list' }],
  'held.view': [{ type: 'held.view', address: 'https://ads.test/' }],
  'held.open': [{ type: 'held.open', address: 'https://ads.test/', tab: 1, how: 'quarter' }],
  'holds.view': [{ type: 'holds.view' }],
  'holds.adjust': [{ type: 'holds.adjust', site: 'ads.test', plan: null, embeds: false }],
  'holds.settings': [{ type: 'holds.settings', guard: { on: false, bytes: 25_000_000, always: [] } }],
  'large.answer': [{ type: 'large.answer', id: 'none', answer: 'not-now' }],
  'holds.lean': [{ type: 'holds.lean' }],
  'holds.only': [{ type: 'holds.only', on: false, site: 'ads.test' }],
  'holds.release': [{ type: 'holds.release', site: 'ads.test' }],
  'hold.clear': [{ type: 'hold.clear', site: 'ads.test' }],
  'metering.set': [
    { type: 'metering.set', metered: false },
    { type: 'metering.set', metered: true },
  ],
  report: [{ type: 'report' }, { type: 'report', includeUnmetered: true }],
  'device.list': [{ type: 'device.list' }],
  'device.share': [{ type: 'device.share', isOn: true }],
  'device.forget': [{ type: 'device.forget', id: 'x' }],
  diagnostics: [{ type: 'diagnostics' }],
  'reading.parse': [{ type: 'reading.parse', text: 'You have used 1.2 GB of 7 GB. http://carrier.test/top-up' }],
  'reading.apply': [
    {
      type: 'reading.apply',
      reading: { asOf: null, used: 1.2e9, unit: null, scope: 'general', source: 'sms', text: 'http://carrier.test/' },
    },
  ],
  'reading.list': [{ type: 'reading.list' }],
  'reading.remove': [{ type: 'reading.remove', id: 'x' }],
  'reading.restore': [{ type: 'reading.restore', id: 'x' }],
  'correction.set': [{ type: 'correction.set', isOn: true }],
  'aside.export': [{ type: 'aside.export' }],
  'archive.export': [{ type: 'archive.export' }],
  'archive.import': [
    {
      type: 'archive.import',
      archive: {
        format: 'datagauge-archive',
        version: 1,
        exportedAt: new Date().toISOString(),
        plans: [],
        active: null,
        readings: [],
        holds: [{ site: 'elsewhere.test', mode: 'lean' }],
        usage: [],
      },
    },
  ],
  'data.forget-site': [{ type: 'data.forget-site', site: 'ads.test' }],
  'data.forget-time': [{ type: 'data.forget-time', from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' }],
  'alert.list': [{ type: 'alert.list' }],
  'stop.list': [{ type: 'stop.list' }],
  advise: [{ type: 'advise' }],
  'export.view': [{ type: 'export.view' }],
  'export.set': [{ type: 'export.set', every: 'week', format: 'csv' }],
  'wifi.rules': [{ type: 'wifi.rules' }],
  'wifi.set': [
    { type: 'wifi.set', hours: [{ days: [ANOTHER_DAY], from: '19:00', to: '08:00' }], followsNetwork: true },
  ],
};

/** Every message that an extension page may send; those that delete everything come first. */
export const everyMessage = (): Message[] => Object.values(MESSAGES).flat();
