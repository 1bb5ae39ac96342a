import type { ForgetMessage } from '../../../core/message.ts';
import type { Send } from '../../plan/plan-actions.ts';

/** How long the user may think better of it. */
export const UNDO_MS = 6_000;

/** Deleting that can be undone: it happens a little later, or at once where the view is left. */
export class ForgetState {
  /** What is deleted in a moment, in words. */
  pending: string | null = $state(null);
  /** What was deleted or kept last. */
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

  /** What waited before is done now; the same, pressed twice, goes on waiting: it can be undone as long as any. */
  ask(what: string, message: ForgetMessage): void {
    const isSame = JSON.stringify(message) === JSON.stringify(this.#message);
    if (isSame) this.#take();
    else void this.finish();
    [this.outcome, this.refusal] = [null, null];
    this.pending = what;
    this.#message = message;
    this.#timer = setTimeout(() => void this.finish(), UNDO_MS);
  }

  undo(): void {
    const what = this.#take();
    if (what !== null) this.outcome = { what, isGone: false };
  }

  /** Deletes what waits, now. */
  async finish(): Promise<void> {
    const message = this.#message;
    const what = this.#take();
    if (message === null || what === null) return;
    const reply = await this.#send(message);
    if ('error' in reply) this.refusal = reply.error;
    else this.outcome = { what, isGone: true };
    this.#onForgotten();
  }

  #take(): string | null {
    const what = this.pending;
    clearTimeout(this.#timer as number);
    [this.pending, this.#message] = [null, null];
    return what;
  }
}
