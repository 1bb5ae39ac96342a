import type { Plan, PlanList, Report } from '../../core/contract.ts';
import type { PopupView } from '../../core/popup-view.ts';
import type { connectPopup, readLastView } from '../../browser/popup-port.ts';
import { createPlanActions, type PlanActions, type Send } from '../plan/plan-actions.ts';
import type { PrecisionSwitch } from '../precision/precision-switch.ts';
import type { TopUpDraft } from '../plan/top-up.ts';
import { routeOf, type Route } from './route.ts';

export type DashboardDeps = {
  send: Send;
  connectPopup: typeof connectPopup;
  readLastView: typeof readLastView;
  requestHostAccess(): Promise<boolean>;
  precision: PrecisionSwitch;
  newId(): string;
  /** ISO 8601 */
  now(): string;
  afterPaint(callback: () => void): void;
};

/** A report sums every row of the period: while bytes come in it is asked for no more often than this. */
const REPORT_EVERY_MS = 2_000;

/** What the dashboard knows, and what can be done in it. */
export class DashboardState {
  route: Route = $state.raw({ section: '', detail: null });
  view: PopupView | null = $state.raw(null);
  report: Report | null = $state.raw(null);
  list: PlanList | null = $state.raw(null);
  settled = $state(false);
  refusal: string | null = $state(null);
  busy = $state(false);

  #switching: boolean | null = $state(null);
  readonly #deps: DashboardDeps;
  readonly #plans: PlanActions;
  #asked = -Infinity;
  #close: (() => void) | null = null;

  constructor(deps: DashboardDeps, hash: string) {
    this.#deps = deps;
    this.#plans = createPlanActions(deps);
    this.route = routeOf(hash);
  }

  /** Asks the background; for sections that have messages of their own. */
  get send(): Send {
    return this.#deps.send;
  }

  get precision(): PrecisionSwitch {
    return this.#deps.precision;
  }

  get metered(): boolean {
    return this.#switching ?? this.view?.metered ?? true;
  }

  /** Connects; call once. */
  start(): void {
    const link = this.#deps.connectPopup({
      onView: (view) => {
        const first = !this.settled;
        this.view = view;
        if (first) this.#deps.afterPaint(() => (this.settled = true));
      },
      onTab: () => undefined,
    });
    this.#close = () => link.close();
    void this.#deps.readLastView().then((view) => (this.view ??= view));
  }

  stop(): void {
    this.#close?.();
  }

  open(route: Route): void {
    this.route = route;
    this.refusal = null;
  }

  async readReport(): Promise<void> {
    const now = Date.parse(this.#deps.now());
    if (Math.abs(now - this.#asked) < REPORT_EVERY_MS) return;
    this.#asked = now;
    const reply = await this.#deps.send({ type: 'report' });
    if ('error' in reply) this.refusal = reply.error;
    else this.report = reply;
  }

  async readPlans(): Promise<void> {
    const reply = await this.#deps.send({ type: 'plan.list' });
    if ('error' in reply) this.refusal = reply.error;
    else this.list = reply;
  }

  async setMetered(metered: boolean): Promise<void> {
    this.#switching = metered;
    const reply = await this.#deps.send({ type: 'metering.set', metered });
    if ('error' in reply) this.refusal = reply.error;
    else if (this.view !== null) this.view = { ...this.view, metered: reply.metered };
    this.#switching = null;
  }

  async allow(): Promise<void> {
    await this.#deps.requestHostAccess();
  }

  /** Epoch ms. */
  clock(): number {
    return Date.parse(this.#deps.now());
  }

  newId(): string {
    return this.#deps.newId();
  }

  /** @returns whether the plan is in use now. */
  startPlan(plan: Plan): Promise<boolean> {
    return this.#run(this.#plans.start(plan));
  }

  /** @returns whether the change is saved; which plan is in use stays. */
  savePlan(plan: Plan): Promise<boolean> {
    return this.#run(this.#plans.save(plan));
  }

  addTopUp(plan: Plan, draft: TopUpDraft): Promise<boolean> {
    return this.#run(this.#plans.addTopUp(plan, draft));
  }

  activate(id: string): Promise<boolean> {
    return this.#run(this.#plans.activate(id));
  }

  remove(id: string): Promise<boolean> {
    return this.#run(this.#plans.remove(id));
  }

  async #run(action: Promise<string | null>): Promise<boolean> {
    this.busy = true;
    this.refusal = await action;
    this.busy = false;
    if (this.refusal === null) await this.readPlans();
    return this.refusal === null;
  }
}
