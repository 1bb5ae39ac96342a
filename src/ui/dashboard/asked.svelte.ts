import type { Replies, send } from '../../browser/messages.ts';

type Send = typeof send;
type Question<T extends keyof Replies> = Parameters<typeof send<T>>[0];

/** While bytes come in the same question is asked no more often than this: a reply sums what may be years. */
const AGAIN_MS = 2_000;

/**
 * A question that is asked again as time goes on. What was answered stays until the next answer is there, or until
 * what stands under another heading is refused.
 */
export class Asked<T extends keyof Replies> {
  value: Replies[T] | null = $state.raw(null);
  refusal: string | null = $state(null);
  /** What `value` stands under, or the refusal; `null` before either. */
  under: string | null = $state(null);
  readonly #send: Send;
  readonly #now: () => number;
  #question = '';
  #asked = -Infinity;

  constructor(deps: { send: Send; now: () => number }) {
    this.#send = deps.send;
    this.#now = deps.now;
  }

  /**
   * Asks, unless the same was asked a moment ago. An answer that a newer question has overtaken is dropped.
   *
   * @param heading what the figures stand under, where that is not the whole question: a range that a minute was added
   * to since is the same, and the same question about another plan is another
   */
  async ask(question: Question<T>, heading = JSON.stringify(question)): Promise<void> {
    const text = JSON.stringify([question, heading]);
    const isNew = text !== this.#question;
    if (!isNew && Math.abs(this.#now() - this.#asked) < AGAIN_MS) return;
    this.#question = text;
    this.#asked = this.#now();
    const reply = await this.#send<T>(question);
    if (text !== this.#question) return;
    const isOther = heading !== this.under;
    this.under = heading;
    if ('error' in reply) {
      this.refusal = reply.error;
      // Under a new heading the last one's figures would pass for its own.
      if (isOther) this.value = null;
      return;
    }
    this.refusal = null;
    this.value = reply;
  }

  /** Forgets when it last asked, so that the next time is at once. */
  expire(): void {
    this.#asked = -Infinity;
  }
}
