import { SvelteMap } from 'svelte/reactivity';
import type { Advice } from '../../core/advice.ts';
import type { SiteCost } from '../../core/advice/site-costs.ts';
import type { Plan } from '../../core/contract.ts';
import type { Send } from '../plan/plan-actions.ts';
import { MOST_PRICE, readNumber } from '../plan/read-field.ts';

/**
 * The plans being compared, and the advice on them. Nothing is saved: a candidate is not yet one of the user's plans.
 */
export class Candidates {
  plans: Plan[] = $state.raw([]);
  readonly prices = new SvelteMap<string, { amount: string; currency: string }>();
  advices: Advice[] = $state.raw([]);
  sites: SiteCost[] = $state.raw([]);
  /** Days of the user's own usage that the advice is based on; `null` until there is an answer. */
  days: number | null = $state(null);
  refusal: string | null = $state(null);
  busy = $state(false);
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Starts with the user's stored plans. */
  async start(): Promise<void> {
    const reply = await this.#send({ type: 'plan.list' });
    if ('error' in reply) this.refusal = reply.error;
    else for (const plan of reply.plans) this.#put(plan);
    await this.ask();
  }

  async add(plan: Plan): Promise<void> {
    this.#put(plan);
    await this.ask();
  }

  remove(id: string): void {
    this.plans = this.plans.filter((plan) => plan.id !== id);
    this.advices = this.advices.filter((advice) => advice.plan !== id);
  }

  async ask(): Promise<void> {
    this.busy = true;
    const reply = await this.#send({ type: 'advise', plans: this.plans.map((plan) => this.#priced(plan)) });
    this.busy = false;
    this.refusal = 'error' in reply ? reply.error : null;
    if ('error' in reply) return;
    this.advices = reply.advices;
    this.sites = reply.sites;
    this.days = reply.days;
  }

  #put(plan: Plan): void {
    this.plans = [...this.plans.filter(({ id }) => id !== plan.id), plan];
    const currency = plan.price?.currency ?? overageCurrency(plan) ?? 'HKD';
    this.prices.set(plan.id, { amount: plan.price === undefined ? '' : String(plan.price.amount), currency });
  }

  #priced(plan: Plan): Plan {
    const { price: _, ...rest } = plan;
    const typed = this.prices.get(plan.id);
    const amount = readNumber(typed?.amount ?? '', MOST_PRICE);
    return typed === undefined || amount === undefined
      ? rest
      : { ...rest, price: { amount, currency: typed.currency } };
  }
}

function overageCurrency(plan: Plan): string | undefined {
  for (const { after } of plan.allowances) if (after.kind === 'charge') return after.currency;
  return undefined;
}
