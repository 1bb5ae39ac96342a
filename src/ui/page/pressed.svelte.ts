/** What a switch shows from a press on until the last of its presses is answered: it never jumps back in between. */
export class Pressed<Value> {
  #value: Value | null = $state.raw(null);
  #presses = 0;
  #isAnswered = true;

  /** What was asked for last; `null`: all is answered, and what the background says counts. */
  get value(): Value | null {
    return this.#value;
  }

  /**
   * What is read in one turn and answered in the same is up to date; in another, or in none (`null`), a press may have
   * overtaken it. Nothing that changes is read by it.
   */
  get turn(): number | null {
    return this.#isAnswered ? this.#presses : null;
  }

  /** @param answered resolves when the background has answered, and what it said is known */
  async until(value: Value, answered: () => Promise<unknown>): Promise<void> {
    const press = ++this.#presses;
    this.#isAnswered = false;
    this.#value = value;
    await answered();
    if (press !== this.#presses) return;
    this.#isAnswered = true;
    this.#value = null;
  }
}
