import type { Plan, PlanList } from '../../core/contract.ts';
import type { PopupView } from '../../core/popup-view.ts';
import type { Replies } from '../../browser/messages.ts';
import type { connectPopup, readLastView } from '../../browser/popup-port.ts';
import { Optimistic } from '../page/optimistic.svelte.ts';
import { SILENT_AFTER_MS } from '../page/silent-after-ms.ts';
import { SKELETON_AFTER_MS } from '../page/skeleton-after-ms.ts';
import { createPlanActions, type PlanActions, type Send } from '../plan/plan-actions.ts';
import type { PrecisionSwitch } from '../precision/precision-switch.ts';
import type { TopUpDraft } from '../plan/top-up.ts';
import { LANGUAGES, type Language } from '../wording/choose.ts';
import { Query } from './query.svelte.ts';
import { LiveState, type LiveDeps } from './live/live-state.svelte.ts';
import type { RangeChoice } from './range/range.ts';
import { routeOf, type Route } from './route.ts';

export type DashboardDeps = LiveDeps & {
  send: Send;
  connectPopup: typeof connectPopup;
  readLastView: typeof readLastView;
  requestHostAccess(): Promise<boolean>;
  requestSaving(): Promise<boolean>;
  precision: PrecisionSwitch;
  newId(): string;
  /** ISO 8601 */
  now(): string;
  afterPaint(callback: () => void): void;
  /** Bytes that stored data takes on disk; `null` where the browser does not tell. */
  readSize(): Promise<number | null>;
  /** Stores the choice and reloads the page in that language; `null`: the browser's. */
  setLanguage(language: string | null): Promise<void>;
};

/** The dashboard's state and actions. */
export class DashboardState {
  route: Route = $state.raw({ section: '', detail: null });
  /** Shared by all sections. */
  range: RangeChoice = $state.raw('period');
  view: PopupView | null = $state.raw(null);
  list: PlanList | null = $state.raw(null);
  /** The first figures from the background have been painted: later changes may be animated. */
  settled = $state(false);
  /** The figures are late: a skeleton may be shown. */
  late = $state(false);
  /** No figures have come for so long that the background may not answer at all. */
  silent = $state(false);
  /** Why the last action in a section failed. */
  refusal: string | null = $state(null);
  /** Why the last action in the page's head failed; shown there, since most sections have no place for it. */
  headRefusal: string | null = $state(null);
  busy = $state(false);

  /** The plan that was removed last, while that can be undone. */
  removed: { plan: Plan; wasActive: boolean } | null = $state.raw(null);

  #held: readonly string[] | null = $state.raw(null);
  /** The whole list as the presses so far leave it. */
  readonly #optimisticHeld = new Optimistic<readonly string[]>();
  readonly #metered = new Optimistic<boolean>();
  /** The language that the user has chosen; `null`: the browser's. */
  languageSetting: Language | null = $state.raw(null);
  readonly live: LiveState;
  readonly #deps: DashboardDeps;
  readonly #plans: PlanActions;
  #close: (() => void) | null = null;

  constructor(deps: DashboardDeps, hash: string) {
    this.#deps = deps;
    this.#plans = createPlanActions(deps);
    this.live = new LiveState(deps);
    this.route = routeOf(hash);
  }

  /** Sends to the background; for sections that have messages of their own. */
  get send(): Send {
    return this.#deps.send;
  }

  get precision(): PrecisionSwitch {
    return this.#deps.precision;
  }

  /** A query that a section repeats. @param _type the message's type, for the type of the reply only */
  query<T extends keyof Replies>(_type: T): Query<T> {
    return new Query<T>({ send: this.#deps.send, now: this.#deps.nowMs });
  }

  get metered(): boolean {
    return this.#metered.value ?? this.view?.metered ?? true;
  }

  /** Connects to the background; to be called once. */
  start(): void {
    const link = this.#deps.connectPopup({
      onView: (view) => {
        const first = !this.settled;
        this.view = view;
        if (first) this.#deps.afterPaint(() => (this.settled = true));
      },
      onTab: () => undefined,
    });
    const timers = [
      setTimeout(() => (this.late = true), SKELETON_AFTER_MS),
      setTimeout(() => (this.silent = true), SILENT_AFTER_MS),
    ];
    this.#close = () => {
      timers.forEach(clearTimeout);
      link.close();
    };
    void this.#deps
      .readLastView()
      .catch(() => null)
      .then((view) => (this.view ??= view));
  }

  stop(): void {
    this.#close?.();
  }

  /** Called with the stored setting once it is read. */
  onLanguageRead(setting: string | null): void {
    this.languageSetting = LANGUAGES.find((one) => one === setting) ?? null;
  }

  open(route: Route): void {
    this.route = route;
    [this.refusal, this.headRefusal] = [null, null];
    this.removed = null;
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

  setMetered(metered: boolean): Promise<void> {
    return this.#metered.showUntil(metered, async () => {
      const reply = await this.#deps.send({ type: 'metering.set', metered });
      this.headRefusal = 'error' in reply ? reply.error : null;
      if (!('error' in reply) && this.view !== null) this.view = { ...this.view, metered: reply.metered };
    });
  }

  async allow(): Promise<void> {
    await this.#deps.requestHostAccess();
  }

  /** Asks the user for permission to save files; must be called from a click. */
  requestSaving(): Promise<boolean> {
    return this.#deps.requestSaving();
  }

  /** Epoch ms. */
  clock(): number {
    return Date.parse(this.#deps.now());
  }

  newId(): string {
    return this.#deps.newId();
  }

  /** Saves a plan and makes it the active one. @returns whether it did */
  startPlan(plan: Plan): Promise<boolean> {
    return this.#run(() => this.#plans.start(plan));
  }

  /** Saves changes to a plan, see `PlanActions`. @returns whether it did */
  savePlan(plan: Plan, base: Plan | null): Promise<boolean> {
    return this.#run(() => this.#plans.save(plan, base));
  }

  /** Starts the same plan once more, from now on. */
  startAgain(plan: Plan): Promise<boolean> {
    return this.#run(() => this.#plans.startAgain(plan));
  }

  addTopUp(plan: Plan, draft: TopUpDraft): Promise<boolean> {
    return this.#run(() => this.#plans.addTopUp(plan, draft));
  }

  activate(id: string): Promise<boolean> {
    return this.#run(() => this.#plans.activate(id));
  }

  /** Activates a plan from the page's head, where a refusal is shown. */
  async pick(id: string): Promise<void> {
    this.headRefusal = await this.#plans.activate(id);
    if (this.headRefusal === null) await this.readPlans();
  }

  /** Removes a plan; `putBack` undoes that, until another one is removed. */
  async remove(plan: Plan): Promise<void> {
    const wasActive = this.list?.active === plan.id;
    if (await this.#run(() => this.#plans.remove(plan.id))) this.removed = { plan, wasActive };
  }

  /** Restores the plan that was removed last, as the active one if it was. */
  async putBack(): Promise<void> {
    if (this.removed === null) return;
    const { plan, wasActive } = this.removed;
    if (await this.#run(() => (wasActive ? this.#plans.start(plan) : this.#plans.save(plan)))) this.removed = null;
  }

  /** Sites that the user has paused; `null` until they are known. */
  get held(): readonly string[] | null {
    return this.#optimisticHeld.value ?? this.#held;
  }

  /**
   * Reads the paused sites. The answer is ignored if a switch was pressed meanwhile: it may be older than the press.
   */
  async readHolds(): Promise<void> {
    const { version } = this.#optimisticHeld;
    const reply = await this.#deps.send({ type: 'hold.list' });
    if ('error' in reply) this.refusal = reply.error;
    else if (version !== null && version === this.#optimisticHeld.version) this.#held = pausedOf(reply);
  }

  /** Pauses a site, or resumes it. The switch shows it at once, and jumps back if it is refused. */
  setHeld(site: string, held: boolean): Promise<void> {
    const others = (this.held ?? []).filter((one) => one !== site);
    return this.#optimisticHeld.showUntil(held ? [...others, site] : others, async () => {
      const reply = await this.#deps.send(
        held ? { type: 'hold.set', hold: { site, mode: 'paused' } } : { type: 'holds.release', site },
      );
      this.refusal = 'error' in reply ? reply.error : null;
      if (!('error' in reply)) this.#held = pausedOf(reply);
    });
  }

  /** Turns on the rule that makes every site lean while little data is left. */
  async goLean(): Promise<void> {
    const reply = await this.#deps.send({ type: 'holds.lean' });
    this.refusal = 'error' in reply ? reply.error : null;
    if (!('error' in reply) && this.view !== null) this.view = { ...this.view, offersLean: false };
  }

  /** One at a time: a second press of the same button is not a second wish. @returns whether it was done */
  async #run(action: () => Promise<string | null>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.refusal = await action();
    this.busy = false;
    if (this.refusal === null) await this.readPlans();
    return this.refusal === null;
  }
}

const pausedOf = ({ holds }: Replies['hold.list']): string[] =>
  holds.filter(({ mode }) => mode === 'paused').map(({ site }) => site);
