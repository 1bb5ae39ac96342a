import { expect, test } from 'vitest';
import type { Alert } from '../../src/core/alerts.ts';
import { alertNotice } from '../../src/ui/alerts/alert-notice.ts';
import { createVoice } from '../../src/ui/wording/voice.ts';

test('a notification has the plan’s name unchanged: characters that prevent line breaks belong in pages', () => {
  const alert: Alert = {
    ...{ kind: 'state', id: 'out', plan: 'week', planName: 'Hong Kong 7-day', unit: 1000, timeZone: 'Asia/Hong_Kong' },
    ...{ at: '2026-11-22T06:20:00Z', remaining: 0, until: null, runsOutAt: null, state: 'cut' },
  };
  for (const language of ['en', 'zh-CN', 'zh-HK'] as const)
    expect(alertNotice(alert, createVoice(language, 'Asia/Hong_Kong')).message).toContain('Hong Kong 7-day');
});
