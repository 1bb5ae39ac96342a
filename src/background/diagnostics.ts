import type { Diagnostics } from '../core/diagnostics.ts';
import { withoutNames } from '../core/without-names.ts';
import type { ErrorLog } from './error-log.ts';
import type { PlanBook } from './plan-book.ts';

export type DiagnosticsDeps = {
  about(): { version: string; browser: string };
  plans: PlanBook;
  errors: Pick<ErrorLog, 'entries'>;
  trouble(): { storage: string | null; hostAccess: boolean };
  now(): number;
};

/** The diagnostics for a bug report. */
export async function readDiagnostics(deps: DiagnosticsDeps): Promise<Diagnostics> {
  const { plans } = deps.plans.list();
  const active = deps.plans.active();
  const { storage, hostAccess } = deps.trouble();
  return {
    ...deps.about(),
    at: new Date(deps.now()).toISOString(),
    metered: deps.plans.settings().metered,
    plan: active && {
      validity: active.validity.kind,
      allowances: active.allowances.map(({ resets, after }) => `${resets.every}/${after.kind}`),
    },
    plans: plans.length,
    hostAccess,
    storage: storage === null ? null : withoutNames(storage),
    errors: await deps.errors.entries(),
  };
}
