import type { Hold } from '../../core/contract.ts';
import type { HoldMessage } from '../../core/hold-message.ts';
import type { HoldsView } from '../../core/holds-view.ts';
import type { Send } from '../plan/plan-actions.ts';

type Change = Extract<HoldMessage, { type: 'holds.settings' | 'holds.adjust' | 'large.answer' }>;

/**
 * What the dashboard knows of holds, and what can be done with them, one change after the other: nothing is greyed out
 * meanwhile, for a control that is loses the focus of who works by keyboard.
 */
export class HoldsState {
  view: HoldsView | null = $state.raw(null);
  refusal: string | null = $state(null);
  /** What was done last, in words; `''`: nothing yet, or it was refused. */
  said = $state('');

  /** How often a change was answered, with yes or no. */
  answered = $state(0);

  readonly #send: Send;
  #last: Promise<unknown> = Promise.resolve();

  constructor(send: Send) {
    this.#send = send;
  }

  async read(): Promise<void> {
    this.#take(await this.#send({ type: 'holds.view' }));
  }

  /** @param said says that it was done @returns whether it was */
  set(hold: Hold, said: string): Promise<boolean> {
    return this.#contract({ type: 'hold.set', hold }, said);
  }

  release(site: string, said: string): Promise<boolean> {
    return this.#contract({ type: 'hold.clear', site }, said);
  }

  /** @param message made when those before it are done, of the view as it is then @returns whether it was done */
  change(message: () => Change): Promise<boolean> {
    return this.#inTurn(async () => this.#take(await this.#send(message())), '');
  }

  #contract(message: Extract<HoldMessage, { type: 'hold.set' | 'hold.clear' }>, said: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const reply = await this.#send(message);
      this.refusal = 'error' in reply ? reply.error : null;
      if (this.refusal === null) await this.read();
    }, said);
  }

  #inTurn(step: () => Promise<void>, said: string): Promise<boolean> {
    const done = this.#last.then(async () => {
      await step();
      const isDone = this.refusal === null;
      this.said = isDone ? said : '';
      this.answered++;
      return isDone;
    });
    this.#last = done.catch(() => {});
    return done;
  }

  #take(reply: HoldsView | { error: string }): void {
    this.refusal = 'error' in reply ? reply.error : null;
    if (!('error' in reply)) this.view = reply;
  }
}
