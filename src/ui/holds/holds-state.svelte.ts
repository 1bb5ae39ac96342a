import type { Hold } from '../../core/contract.ts';
import type { HoldMessage } from '../../core/hold-message.ts';
import type { HoldsView } from '../../core/holds-view.ts';
import type { Send } from '../plan/plan-actions.ts';

type Change = Extract<HoldMessage, { type: 'holds.settings' | 'holds.adjust' | 'large.answer' }>;

/**
 * The dashboard's holds, and changes to them. Changes are queued rather than controls disabled meanwhile: a control
 * that is disabled loses the focus.
 */
export class HoldsState {
  view: HoldsView | null = $state.raw(null);
  /** Why the last change failed. */
  #changeRefusal: string | null = $state(null);
  /** Why the last read failed. */
  #readRefusal: string | null = $state(null);
  /** What the last change did, for screen readers; `''`: nothing yet, or it was refused. */
  announcement = $state('');

  /** Counts the changes that were answered, refused ones included. */
  answered = $state(0);

  readonly #send: Send;
  #last: Promise<unknown> = Promise.resolve();
  /** The queued read that has not begun. */
  #waiting: Promise<void> | null = null;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Why the last change failed, also after later reads; otherwise why the last read failed. */
  get refusal(): string | null {
    return this.#changeRefusal ?? this.#readRefusal;
  }

  /**
   * Reads the view after the queued changes, so that it never shows the state before them. Calls share a queued read.
   */
  read(): Promise<void> {
    this.#waiting ??= this.#inTurn(() => {
      this.#waiting = null;
      return this.#read();
    });
    return this.#waiting;
  }

  /** @param done the announcement of success @returns whether it succeeded */
  set(hold: Hold, done: string): Promise<boolean> {
    return this.#changeAndRead({ type: 'hold.set', hold }, done);
  }

  /** Parameters and result as for `set`. */
  release(site: string, done: string): Promise<boolean> {
    return this.#changeAndRead({ type: 'hold.clear', site }, done);
  }

  /**
   * @param message called when it is this change's turn, so that it is based on the view after the previous changes
   * @returns whether it succeeded
   */
  change(message: () => Change): Promise<boolean> {
    return this.#change(async () => {
      const reply = await this.#send(message());
      if ('error' in reply) return reply.error;
      this.view = reply;
      return null;
    }, '');
  }

  /** For messages whose reply is not the view: it is read afterwards. */
  #changeAndRead(message: Extract<HoldMessage, { type: 'hold.set' | 'hold.clear' }>, done: string): Promise<boolean> {
    return this.#change(async () => {
      const reply = await this.#send(message);
      if ('error' in reply) return reply.error;
      await this.#read();
      return null;
    }, done);
  }

  /** @param step resolves with the refusal, `null` for success */
  #change(step: () => Promise<string | null>, done: string): Promise<boolean> {
    return this.#inTurn(async () => {
      this.#changeRefusal = await step();
      const isDone = this.#changeRefusal === null;
      this.announcement = isDone ? done : '';
      this.answered++;
      return isDone;
    });
  }

  async #read(): Promise<void> {
    const reply = await this.#send({ type: 'holds.view' });
    this.#readRefusal = 'error' in reply ? reply.error : null;
    if (!('error' in reply)) this.view = reply;
  }

  #inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(step);
    this.#last = done.catch(() => {});
    return done;
  }
}
