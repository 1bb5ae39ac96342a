import type { send } from '../../browser/messages.ts';
import type { PlanStatus, Reading } from '../../core/contract.ts';
import type { ReadingList } from '../../core/reading-list.ts';

type Send = typeof send;

/** The last change, which can be undone and redone. Figures are bytes of general data. */
export type Step = {
  did: 'applied' | 'removed';
  /** The reading's id; `null`: the same reading had been applied before, and there is nothing to undo. */
  id: string | null;
  before: Figures;
  after: Figures;
};

type Figures = { used: number; remaining: number | null };

/** The active plan's readings, and the one that waits for confirmation. */
export class ReadingsState {
  list: ReadingList | null = $state.raw(null);
  /** Parsed, but not applied yet. */
  proposed: Reading | null = $state.raw(null);
  step: Step | null = $state.raw(null);
  refusal: string | null = $state(null);
  busy = $state(false);

  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /**
   * Starts anew for another active plan, which has other readings; a proposed one was parsed by the former plan's
   * clock.
   */
  async begin(): Promise<void> {
    [this.proposed, this.step, this.refusal] = [null, null, null];
    const refusal = await this.#load();
    if (refusal !== null) this.refusal = refusal;
  }

  /** Parses a message; its reading becomes `proposed`. */
  read(text: string): Promise<void> {
    return this.#run(async () => {
      const reply = await this.#send({ type: 'reading.parse', text });
      if ('error' in reply) return reply.error;
      this.propose(reply);
      return null;
    });
  }

  propose(reading: Reading): void {
    this.proposed = reading;
    this.refusal = null;
    this.step = null;
  }

  discard(): void {
    this.proposed = null;
  }

  apply(reading: Reading): Promise<void> {
    return this.#run(async () => {
      const idsBefore = this.list?.readings.map(({ id }) => id) ?? [];
      const before = await this.#send({ type: 'plan.status' });
      const after = await this.#send({ type: 'reading.apply', reading });
      if ('error' in after) return after.error;
      const refusal = await this.#load();
      this.proposed = null;
      const id = this.list?.readings.find((one) => !idsBefore.includes(one.id))?.id ?? null;
      this.step = {
        did: 'applied',
        id,
        before: figuresOf('error' in before ? after : before),
        after: figuresOf(after),
      };
      return refusal;
    });
  }

  remove(id: string): Promise<void> {
    return this.#change('reading.remove', id);
  }

  restore(id: string): Promise<void> {
    return this.#change('reading.restore', id);
  }

  setCorrected(isOn: boolean): Promise<void> {
    return this.#run(async () => {
      const reply = await this.#send({ type: 'correction.set', isOn });
      if ('error' in reply) return reply.error;
      this.list = reply;
      return null;
    });
  }

  #change(type: 'reading.remove' | 'reading.restore', id: string): Promise<void> {
    return this.#run(async () => {
      const before = await this.#send({ type: 'plan.status' });
      const reply = await this.#send({ type, id });
      if ('error' in reply) return reply.error;
      this.list = reply;
      const after = await this.#send({ type: 'plan.status' });
      if ('error' in before || 'error' in after) return null;
      const did = type === 'reading.remove' ? 'removed' : 'applied';
      this.step = { did, id, before: figuresOf(before), after: figuresOf(after) };
      return null;
    });
  }

  /** Reads the list; if that fails it stays as it was. @returns the refusal, `null` for success */
  async #load(): Promise<string | null> {
    const reply = await this.#send({ type: 'reading.list' });
    if ('error' in reply) return reply.error;
    this.list = reply;
    return null;
  }

  async #run(action: () => Promise<string | null>): Promise<void> {
    this.busy = true;
    this.refusal = await action();
    this.busy = false;
  }
}

const figuresOf = ({ used, remaining }: PlanStatus): Figures => ({ used, remaining });
