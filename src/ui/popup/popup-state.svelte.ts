import type { Plan } from '../../core/contract.ts';
import type { PopupView, TabUse } from '../../core/popup-view.ts';
import type { connectPopup, readLastView } from '../../browser/popup-port.ts';
import type { readCurrentTab } from '../../browser/current-tab.ts';
import { learnZone } from '../format/known-zones.ts';
import { Optimistic } from '../page/optimistic.svelte.ts';
import { SILENT_AFTER_MS } from '../page/silent-after-ms.ts';
import { SKELETON_AFTER_MS } from '../page/skeleton-after-ms.ts';
import type { PlanKind } from '../plan/presets.ts';
import { createPlanActions, type PlanActions, type Send } from '../plan/plan-actions.ts';
import type { TopUpDraft } from '../plan/top-up.ts';
import type { VerdictAction } from './verdict.ts';

export type PlanName = PopupView['plans'][number];

/** What the popup shows below its head. */
export type Screen = { kind: 'gauge' } | { kind: 'choose' } | { kind: 'form'; plan: PlanKind } | { kind: 'top-up' };

export type PopupDeps = {
  send: Send;
  connectPopup: typeof connectPopup;
  readLastView: typeof readLastView;
  readCurrentTab: typeof readCurrentTab;
  openDashboard(hash: string): Promise<void>;
  requestHostAccess(): Promise<boolean>;
  newId(): string;
  /** ISO 8601 */
  now(): string;
  /** See `page/after-paint.ts`. */
  afterPaint(callback: () => void): void;
};

/** The popup's state and actions. */
export class PopupState {
  tab: TabUse | null = $state.raw(null);
  screen: Screen = $state.raw({ kind: 'gauge' });
  /** The figures are late: a skeleton may be shown. */
  late = $state(false);
  /** The first figures from the background have been painted: later changes may be animated. */
  settled = $state(false);
  /** The background has sent nothing for so long that it may not answer at all. */
  silent = $state(false);
  /** Why the last action failed. */
  refusal: string | null = $state(null);
  busy = $state(false);

  #view: PopupView | null = $state.raw(null);
  readonly #metered = new Optimistic<boolean>();
  /**
   * The last view that was held back because it contradicts a pending press of the metering switch; shown if that
   * fails.
   */
  #deferredView: PopupView | null = null;
  /** Presses of the sites' switches, by site. */
  #held: Readonly<Record<string, Optimistic<boolean>>> = $state.raw({});
  readonly #only = new Optimistic<boolean>();
  readonly plans: PlanActions;
  readonly #deps: PopupDeps;
  #close: (() => void) | null = null;

  constructor(deps: PopupDeps) {
    this.#deps = deps;
    this.plans = createPlanActions(deps);
  }

  get view(): PopupView | null {
    return this.#view;
  }

  /** Also learns the offsets of the plan's zone, which formatting the view needs. */
  set view(view: PopupView | null) {
    if (view?.status && view.zone) learnZone(view.status.plan.timeZone, view.zone);
    this.#view = view;
  }

  /** Metering as the switch shows it: the user's press counts before the background has confirmed it. */
  get metered(): boolean {
    return this.#metered.value ?? this.view?.metered ?? true;
  }

  /** Epoch ms. */
  now(): number {
    return Date.parse(this.#deps.now());
  }

  /** Shows the last view computed since the browser started, if there is one and no newer one has come. */
  async recall(): Promise<void> {
    const view = await this.#deps.readLastView().catch(() => null);
    this.view ??= view;
  }

  /**
   * Connects; to be called once, when the popup is mounted. If a recalled view is shown, it waits until that is
   * painted: waking the background would compete for the CPU.
   */
  start(): void {
    const timer = setTimeout(() => (this.late = true), SKELETON_AFTER_MS);
    this.#close = () => clearTimeout(timer);
    if (this.view === null) this.#connect();
    else this.#deps.afterPaint(() => this.#close && this.#connect());
  }

  #connect(): void {
    const endWaiting = this.#close;
    const timer = setTimeout(() => (this.silent = true), SILENT_AFTER_MS);
    const link = this.#deps.connectPopup({
      onView: (view) => {
        const first = !this.settled;
        clearTimeout(timer);
        this.silent = false;
        // A view from before the press lists other sites. Showing it would change the list twice, and a row that has
        // the focus would lose it.
        const isDeferred = this.#metered.value !== null && view.metered !== this.#metered.value;
        this.#deferredView = isDeferred ? view : null;
        if (!isDeferred) this.view = view;
        if (first) this.#deps.afterPaint(() => (this.settled = true));
      },
      onTab: (use) => (this.tab = use),
    });
    this.#close = () => {
      endWaiting?.();
      clearTimeout(timer);
      link.close();
    };
    void this.#deps.readCurrentTab().then((tab) => tab !== null && link.watchTab(tab.id));
  }

  /** Connects again to a background that did not answer. */
  #again(): void {
    this.stop();
    this.silent = false;
    this.#connect();
  }

  stop(): void {
    this.#close?.();
    this.#close = null;
  }

  show(screen: Screen): void {
    this.refusal = null;
    this.screen = screen;
  }

  setMetered(metered: boolean): Promise<void> {
    return this.#metered.showUntil(metered, async () => {
      const reply = await this.#deps.send({ type: 'metering.set', metered });
      this.refusal = 'error' in reply ? reply.error : null;
      if ('error' in reply) this.view = this.#deferredView ?? this.view;
      // The view with the new state is still to come; until then the switch must not jump back.
      else if (this.view !== null) this.view = { ...this.view, metered: reply.metered };
    });
  }

  isHeld({ site, held }: { site: string; held: boolean }): boolean {
    return this.#optimisticOf(site)?.value ?? held;
  }

  /** Pauses a site, or resumes it whatever holds it. */
  setHeld(site: string, held: boolean): Promise<void> {
    const optimistic = this.#optimisticOf(site) ?? new Optimistic<boolean>();
    this.#held = { ...this.#held, [site]: optimistic };
    return optimistic.showUntil(held, () =>
      this.#hold(
        held ? { type: 'hold.set', hold: { site, mode: 'paused' } } : { type: 'holds.release', site },
        ({ sites }) => ({ sites: sites.map((row) => (row.site === site ? { ...row, held } : row)) }),
      ),
    );
  }

  /** `#held` is an object, and a host may be named like a property that every object inherits. */
  #optimisticOf(site: string): Optimistic<boolean> | undefined {
    return Object.hasOwn(this.#held, site) ? this.#held[site] : undefined;
  }

  /**
   * Whether only chosen sites may use data, as the switch shows it; `null`: there is no plan that could have a list.
   */
  get only(): boolean | null {
    return this.#only.value ?? this.view?.only ?? null;
  }

  /** Turns the list of chosen sites on or off. If it is still empty, it starts with the site of the current tab. */
  setOnly(on: boolean): Promise<void> {
    const site = this.tab?.site ?? '';
    const message = { type: 'holds.only', on, ...(site !== '' && { site }) } as const;
    return this.#only.showUntil(on, () => this.#hold(message, () => ({ only: on })));
  }

  /** Sends a change to holds. @param change the effect on the view, shown until the background sends its next view */
  async #hold(message: Parameters<Send>[0], change: (view: PopupView) => Partial<PopupView>): Promise<void> {
    const reply = await this.#deps.send(message);
    this.refusal = 'error' in reply ? reply.error : null;
    if (this.refusal === null && this.view !== null) this.view = { ...this.view, ...change(this.view) };
  }

  activate(id: string): Promise<void> {
    return this.#run(() => this.plans.activate(id));
  }

  savePlan(plan: Plan): Promise<void> {
    return this.#run(() => this.plans.start(plan));
  }

  async addTopUp(draft: TopUpDraft): Promise<void> {
    const plan = this.view?.status?.plan;
    if (plan === undefined) return;
    await this.#run(() => this.plans.addTopUp(plan, draft));
  }

  async act(action: VerdictAction): Promise<void> {
    const plan = this.view?.status?.plan;
    if (action === 'lean') await this.#hold({ type: 'holds.lean' }, () => ({ offersLean: false }));
    else if (action === 'allow') await this.#deps.requestHostAccess();
    else if (action === 'again') this.#again();
    else if (action === 'another-plan') this.show({ kind: 'choose' });
    else if (action === 'top-up') this.show({ kind: 'top-up' });
    else if (plan !== undefined) await this.#run(() => this.plans.startAgain(plan));
  }

  openSites(): void {
    void this.#deps.openDashboard('#sites');
  }

  openReadings(): void {
    void this.#deps.openDashboard('#readings');
  }

  /**
   * Runs a change to plans, then returns to the gauge; if it was refused, the screen stays. One at a time: a second press
   * of the same button is not a second wish.
   */
  async #run(action: () => Promise<string | null>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.refusal = await action();
    this.busy = false;
    if (this.refusal === null) this.screen = { kind: 'gauge' };
  }
}
