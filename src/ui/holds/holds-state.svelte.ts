import type { Hold } from '../../core/contract.ts';
import type { HoldMessage } from '../../core/hold-message.ts';
import type { HoldsView } from '../../core/holds-view.ts';
import type { Send } from '../plan/plan-actions.ts';

type Change = Extract<HoldMessage, { type: 'holds.settings' | 'holds.adjust' | 'large.answer' }>;

/** What the dashboard knows of holds, and what can be done with them. */
export class HoldsState {
  view: HoldsView | null = $state.raw(null);
  refusal: string | null = $state(null);
  busy = $state(false);

  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  async read(): Promise<void> {
    this.#take(await this.#send({ type: 'holds.view' }));
  }

  /** @returns whether it was done. */
  set(hold: Hold): Promise<boolean> {
    return this.#contract({ type: 'hold.set', hold });
  }

  release(site: string): Promise<boolean> {
    return this.#contract({ type: 'hold.clear', site });
  }

  /** @returns whether it was done. */
  async change(message: Change): Promise<boolean> {
    this.busy = true;
    this.#take(await this.#send(message));
    this.busy = false;
    return this.refusal === null;
  }

  async #contract(message: Extract<HoldMessage, { type: 'hold.set' | 'hold.clear' }>): Promise<boolean> {
    this.busy = true;
    const reply = await this.#send(message);
    this.refusal = 'error' in reply ? reply.error : null;
    if (this.refusal === null) await this.read();
    this.busy = false;
    return this.refusal === null;
  }

  #take(reply: HoldsView | { error: string }): void {
    this.refusal = 'error' in reply ? reply.error : null;
    if (!('error' in reply)) this.view = reply;
  }
}
