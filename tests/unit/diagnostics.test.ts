import { beforeEach, describe, expect, it } from 'vitest';
import type { Diagnostics } from '../../src/core/diagnostics.ts';
import { allowanceOf, planOf } from './plan-fixture.ts';
import { startEngine } from './support/engine-rig.ts';
import { freshStorage } from './support/fresh-storage.ts';
import { NOON, request } from './support/request.ts';

const iso = (ms: number) => new Date(ms).toISOString();

describe('the diagnostics', () => {
  beforeEach(freshStorage);

  it('describe the setup and the errors, and name neither sites nor the plan', async () => {
    const { engine, errors, ask, report } = await startEngine();
    const plan = planOf({
      id: 'secret-id',
      name: 'Secret name',
      carrier: 'Secret carrier',
      activatedAt: iso(NOON),
      allowances: [allowanceOf({ label: 'Secret label', sites: ['app.test'] })],
    });
    await ask({ type: 'plan.save', plan });
    await ask({ type: 'plan.activate', id: plan.id });
    engine.onRequest(request());
    expect((await report()).sites.map(({ site }) => site)).toContain('news.test');
    await engine
      .onPolicy({ plan: { ...plan, id: 'x', timeZone: 'www.news.test' } })
      .catch((error: unknown) => errors.note('engine', error));
    const found = (await ask({ type: 'diagnostics' })) as Diagnostics;
    expect(found).toMatchObject({
      metered: true,
      plans: 1,
      plan: { validity: plan.validity.kind, allowances: ['never/cut'] },
      hostAccess: true,
      storage: null,
      errors: [{ where: 'engine', times: 1 }],
    });
    expect(JSON.stringify(found)).not.toMatch(/secret|news|app\.test/i);
  });
});
