import type { send } from '../../browser/messages.ts';
import type { HeldView } from '../../core/held-view.ts';
import type { Way } from '../../core/hold-message.ts';

export type HeldDeps = {
  send: typeof send;
  /** The tab this page stands in. */
  readOwnTab(): Promise<number | null>;
  /** Goes on, in this page's place in the tab's history. */
  go(address: string): void;
  goBack(): void;
  openHolds(): Promise<void>;
};

/** What the held page knows, and what can be done on it. */
export class HeldState {
  view: HeldView | null = $state.raw(null);
  /** Why the address is not one that is held here, or why the last thing asked for did not happen. */
  refusal: string | null = $state(null);
  busy = $state(false);

  readonly #deps: HeldDeps;
  #address: string;

  /** @param address as it was asked for */
  constructor(deps: HeldDeps, address: string) {
    this.#deps = deps;
    this.#address = address;
  }

  /** Reads, and reads again when the tab comes back into view: what held it may have ended meanwhile. */
  async read(address = this.#address): Promise<void> {
    this.#address = address;
    const reply = await this.#deps.send({ type: 'held.view', address });
    // Another address has been asked about since.
    if (address !== this.#address) return;
    if ('error' in reply) {
      this.refusal = reply.error;
      this.view = null;
    } else {
      this.refusal = null;
      this.view = reply;
    }
  }

  async open(how: Way): Promise<void> {
    const tab = await this.#deps.readOwnTab();
    if (this.view === null || tab === null || this.busy) return;
    this.busy = true;
    const reply = await this.#deps.send({ type: 'held.open', address: this.view.address, tab, how });
    this.busy = false;
    if ('error' in reply) this.refusal = reply.error;
    else this.#deps.go(reply.go);
  }

  goBack(): void {
    this.#deps.goBack();
  }

  openHolds(): void {
    void this.#deps.openHolds();
  }
}
