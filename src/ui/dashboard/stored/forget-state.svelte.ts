import type { ForgetMessage } from '../../../core/message.ts';
import type { Send } from '../../plan/plan-actions.ts';

/** For how long a deletion can be undone. */
export const UNDO_MS = 6_000;

/** Deletion with undo: it is carried out `UNDO_MS` later, or at once when the view is left. */
export class ForgetState {
  /** What is about to be deleted, in words; `null`: nothing. */
  pending: string | null = $state(null);
  /** What was last deleted, or kept by undoing. */
  outcome: { what: string; isGone: boolean } | null = $state.raw(null);
  refusal: string | null = $state(null);
  #message: ForgetMessage | null = null;
  #timer: unknown = null;
  readonly #send: Send;
  readonly #onForgotten: () => void;

  constructor(send: Send, onForgotten: () => void) {
    this.#send = send;
    this.#onForgotten = onForgotten;
  }

  /**
   * Schedules a deletion. A different one that is pending is carried out now; for the same one the time starts again.
   */
  schedule(what: string, message: ForgetMessage): void {
    const isSame = JSON.stringify(message) === JSON.stringify(this.#message);
    if (isSame) this.#clear();
    else void this.finish();
    [this.outcome, this.refusal] = [null, null];
    this.pending = what;
    this.#message = message;
    this.#timer = setTimeout(() => void this.finish(), UNDO_MS);
  }

  undo(): void {
    const what = this.#clear();
    if (what !== null) this.outcome = { what, isGone: false };
  }

  /** Carries out the pending deletion now. */
  async finish(): Promise<void> {
    const message = this.#message;
    const what = this.#clear();
    if (message === null || what === null) return;
    const reply = await this.#send(message);
    if ('error' in reply) this.refusal = reply.error;
    else this.outcome = { what, isGone: true };
    this.#onForgotten();
  }

  /** Forgets the pending deletion. @returns what it was, in words */
  #clear(): string | null {
    const what = this.pending;
    clearTimeout(this.#timer as number);
    [this.pending, this.#message] = [null, null];
    return what;
  }
}
