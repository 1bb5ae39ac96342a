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
  /** Why the last change did not happen. */
  #refused: string | null = $state(null);
  /** Why what is held could not be read, the last time. */
  #unread: string | null = $state(null);
  /** What was done last, in words; `''`: nothing yet, or it was refused. */
  said = $state('');

  /** How often a change was answered, with yes or no. */
  answered = $state(0);

  readonly #send: Send;
  #last: Promise<unknown> = Promise.resolve();
  /** The reading that has not begun. */
  #waiting: Promise<void> | null = null;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Why the last change did not happen, which what is read later does not take back; or why nothing could be read. */
  get refusal(): string | null {
    return this.#refused ?? this.#unread;
  }

  /** In turn with the changes: what was true before one is not shown after it. Asked while one waits, it is that one. */
  read(): Promise<void> {
    this.#waiting ??= this.#inTurn(() => {
      this.#waiting = null;
      return this.#read();
    });
    return this.#waiting;
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
    return this.#ask(async () => {
      const reply = await this.#send(message());
      if ('error' in reply) return reply.error;
      this.view = reply;
      return null;
    }, '');
  }

  #contract(message: Extract<HoldMessage, { type: 'hold.set' | 'hold.clear' }>, said: string): Promise<boolean> {
    return this.#ask(async () => {
      const reply = await this.#send(message);
      if ('error' in reply) return reply.error;
      await this.#read();
      return null;
    }, said);
  }

  /** @param step answers with why it was refused */
  #ask(step: () => Promise<string | null>, said: string): Promise<boolean> {
    return this.#inTurn(async () => {
      this.#refused = await step();
      const isDone = this.#refused === null;
      this.said = isDone ? said : '';
      this.answered++;
      return isDone;
    });
  }

  async #read(): Promise<void> {
    const reply = await this.#send({ type: 'holds.view' });
    this.#unread = 'error' in reply ? reply.error : null;
    if (!('error' in reply)) this.view = reply;
  }

  #inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(step);
    this.#last = done.catch(() => {});
    return done;
  }
}
