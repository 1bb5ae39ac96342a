import type { send } from '../../browser/messages.ts';
import type { HeldView } from '../../core/held-view.ts';
import type { Way } from '../../core/hold-message.ts';

export type HeldDeps = {
  send: typeof send;
  /** The tab that shows this page; `null`: unknown. */
  readOwnTab(): Promise<number | null>;
  /** Opens an address in this page's place in the tab's history. */
  go(address: string): void;
  goBack(): void;
  openHolds(): Promise<void>;
};

/** The held page's state and actions. */
export class HeldState {
  view: HeldView | null = $state.raw(null);
  /** Why the address cannot be shown here, or why the last action failed. */
  refusal: string | null = $state(null);
  busy = $state(false);

  readonly #deps: HeldDeps;
  #address: string;

  /** @param address the held address, as requested */
  constructor(deps: HeldDeps, address: string) {
    this.#deps = deps;
    this.#address = address;
  }

  /** Reads the view; called again when the tab is shown again, since the hold may have ended meanwhile. */
  async read(address = this.#address): Promise<void> {
    this.#address = address;
    const reply = await this.#deps.send({ type: 'held.view', address });
    // Another address was requested meanwhile.
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
