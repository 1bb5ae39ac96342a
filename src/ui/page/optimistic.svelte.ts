/**
 * What a switch shows from a press until the last of its presses is answered, so that it does not jump back in between.
 */
export class Optimistic<Value> {
  #value: Value | null = $state.raw(null);
  #presses = 0;
  #isAnswered = true;

  /** The value that was last asked for; `null`: all presses are answered, and the background's value counts. */
  get value(): Value | null {
    return this.#value;
  }

  /**
   * The number of presses; `null` while one is unanswered. What was read from the background is up to date if this was
   * not `null` before, and is the same afterwards. Not reactive: an effect that reads it does not depend on it.
   */
  get version(): number | null {
    return this.#isAnswered ? this.#presses : null;
  }

  /** @param answered resolves once the background has answered and the state it answered with is stored */
  async showUntil(value: Value, answered: () => Promise<unknown>): Promise<void> {
    const press = ++this.#presses;
    this.#isAnswered = false;
    this.#value = value;
    await answered();
    if (press !== this.#presses) return;
    this.#isAnswered = true;
    this.#value = null;
  }
}
