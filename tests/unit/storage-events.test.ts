import { expect, it, vi } from 'vitest';
import { createEvent } from './support/fake-event.ts';

const createArea = () => ({ onChanged: createEvent() });
const areas = vi.hoisted((): { [area: string]: { onChanged: ReturnType<typeof createEvent> } } => ({}));
vi.mock('../../src/browser/browser.ts', () => ({ browser: { storage: areas } }));
const { onPolicy } = await import('../../src/browser/policy.ts');
const { onPrecision } = await import('../../src/browser/precision.ts');
const { onSyncArea } = await import('../../src/browser/sync-area.ts');

it('each listener hears only its own storage area, so that frequent session writes wake none', () => {
  // There is no event of all areas here: listening to it would fail.
  for (const name of ['local', 'managed', 'session', 'sync']) areas[name] = createArea();
  const heard: string[] = [];
  onPolicy(() => heard.push('policy'));
  onPrecision(() => heard.push('precision'));
  onSyncArea(() => heard.push('sync'));
  areas['session']!.onChanged.fire({ view: { newValue: 1 } });
  areas['local']!.onChanged.fire({ language: { newValue: 'en' } });
  expect(heard).toEqual([]);
  areas['managed']!.onChanged.fire({ plan: { newValue: {} } });
  areas['local']!.onChanged.fire({ precision: { newValue: false } });
  areas['sync']!.onChanged.fire({ sim: { newValue: {} } });
  expect(heard).toEqual(['policy', 'precision', 'sync']);
});
