import type { Plan, PlanList } from '../../core/contract.ts';
import type { PopupView } from '../../core/popup-view.ts';
import type { Replies } from '../../browser/messages.ts';
import type { connectPopup, readLastView } from '../../browser/popup-port.ts';
import { createPlanActions, type PlanActions, type Send } from '../plan/plan-actions.ts';
import type { PrecisionSwitch } from '../precision/precision-switch.ts';
import type { TopUpDraft } from '../plan/top-up.ts';
import { LANGUAGES, type Language } from '../wording/choose.ts';
import { Asked } from './asked.svelte.ts';
import { LiveState, type LiveDeps } from './live/live-state.svelte.ts';
import type { RangeChoice } from './range/range.ts';
import { routeOf, type Route } from './route.ts';

export type DashboardDeps = LiveDeps & {
  send: Send;
  connectPopup: typeof connectPopup;
  readLastView: typeof readLastView;
  requestHostAccess(): Promise<boolean>;
  precision: PrecisionSwitch;
  newId(): string;
  /** ISO 8601 */
  now(): string;
  afterPaint(callback: () => void): void;
  /** Bytes that the browser has set aside for what is stored; `null` where it does not tell. */
  readSize(): Promise<number | null>;
  /** Keeps the choice and speaks it from then on. */
  setLanguage(language: string | null): Promise<void>;
};

/** What the dashboard knows, and what can be done in it. */
export class DashboardState {
  route: Route = $state.raw({ section: '', detail: null });
  /** Kept from one section to the next. */
  range: RangeChoice = $state.raw('period');
  view: PopupView | null = $state.raw(null);
  list: PlanList | null = $state.raw(null);
  settled = $state(false);
  refusal: string | null = $state(null);
  busy = $state(false);

  #switching: boolean | null = $state(null);
  /** What the user has chosen; `null`: as the browser. */
  readonly languageSetting: Language | null;
  readonly live: LiveState;
  readonly #deps: DashboardDeps;
  readonly #plans: PlanActions;
  #close: (() => void) | null = null;

  constructor(deps: DashboardDeps, hash: string, language: string | null = null) {
    this.languageSetting = LANGUAGES.find((one) => one === language) ?? null;
    this.#deps = deps;
    this.#plans = createPlanActions(deps);
    this.live = new LiveState(deps);
    this.route = routeOf(hash);
  }

  /** Asks the background; for sections that have messages of their own. */
  get send(): Send {
    return this.#deps.send;
  }

  get precision(): PrecisionSwitch {
    return this.#deps.precision;
  }

  /** A question that a section asks again and again. `kind` is the message's type. */
  asks<T extends keyof Replies>(_kind: T): Asked<T> {
    return new Asked<T>({ send: this.#deps.send, now: this.#deps.nowMs });
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

  readSize(): Promise<number | null> {
    return this.#deps.readSize();
  }

  setLanguage(language: Language | null): Promise<void> {
    return this.#deps.setLanguage(language);
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
