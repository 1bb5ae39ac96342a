import type { Replies, send } from '../../browser/messages.ts';

type Send = typeof send;
type MessageOf<T extends keyof Replies> = Parameters<typeof send<T>>[0];

/** The same message is sent again no sooner than this: views come every second, and a reply may sum up years. */
const REPEAT_MS = 2_000;

/**
 * A message that is sent repeatedly, and its latest answer. The previous answer stays while the next one is awaited,
 * and where it is refused, unless that is for another key.
 */
export class Query<T extends keyof Replies> {
  value: Replies[T] | null = $state.raw(null);
  refusal: string | null = $state(null);
  /** The key that `value` or `refusal` is for; `null` before the first answer. */
  key: string | null = $state(null);
  readonly #send: Send;
  readonly #now: () => number;
  /** The message and key that were sent last. */
  #latest = '';
  #sentAt = -Infinity;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: { send: Send; now: () => number }) {
    this.#send = deps.send;
    this.#now = deps.now;
  }

  /**
   * Sends a message; where the same one was sent less than `REPEAT_MS` ago, once that time is over, since what is asked
   * about may have changed after it was answered. An answer is dropped if another message was sent meanwhile.
   *
   * @param key what the answer is about, where the message alone does not tell: it stays the same as a range's end
   * moves with the clock, and differs for the same message about another plan
   */
  async ask(message: MessageOf<T>, key = JSON.stringify(message)): Promise<void> {
    const id = JSON.stringify([message, key]);
    const since = Math.abs(this.#now() - this.#sentAt);
    if (id === this.#latest && since < REPEAT_MS) {
      this.#again ??= setTimeout(() => void this.#sendNow(message, key, id), REPEAT_MS - since);
      return;
    }
    await this.#sendNow(message, key, id);
  }

  async #sendNow(message: MessageOf<T>, key: string, id: string): Promise<void> {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#latest = id;
    this.#sentAt = this.#now();
    const reply = await this.#send<T>(message);
    if (id !== this.#latest) return;
    const isNewKey = key !== this.key;
    this.key = key;
    if ('error' in reply) {
      this.refusal = reply.error;
      // The figures of the previous key would be taken for this one's.
      if (isNewKey) this.value = null;
      return;
    }
    this.refusal = null;
    this.value = reply;
  }
}
