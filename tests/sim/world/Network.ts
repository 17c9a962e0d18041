import type { LiveSocketListener } from '../../../renderer/live/connection/liveSocket.ts';
import type { Random } from '../core/Random.ts';
import type { VirtualTime } from '../core/VirtualTime.ts';
import type { ClientLine, SimClient } from './Client.ts';
import type { SimHub } from './Hub.ts';
import { Wire } from './Wire.ts';

/** How connecting fails for a window that has no network: at once, or with no answer at all. */
export type NoNetwork = 'refused' | 'silent';

/** Hears what goes over the wires. */
export type NetworkTap = {
  /** The hub says something to a window. */
  said(client: SimClient, text: string): void;
  /** A window says something to the hub. */
  heard(client: SimClient, text: string): void;
  /** Something has arrived at a window and was dealt with. */
  delivered(client: SimClient): void;
};

/** Everything between windows and hub. */
export class SimNetwork implements ClientLine {
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #hub: SimHub;
  readonly #tap: NetworkTap;
  readonly #wires = new Set<Wire>();
  readonly #without = new Map<SimClient, NoNetwork>();
  readonly #tickets = new Map<SimClient, string[]>();

  constructor(deps: { time: VirtualTime; random: Random; hub: SimHub; tap: NetworkTap }) {
    this.#time = deps.time;
    this.#random = deps.random;
    this.#hub = deps.hub;
    this.#tap = deps.tap;
  }

  /** Whether nothing is on its way to anybody who listens. */
  get isQuiet(): boolean {
    for (const wire of this.#wires) {
      if (wire.isQuiet && wire.isClientOver) this.#wires.delete(wire);
      else if (!wire.isQuiet) return false;
    }
    return true;
  }

  /** Those of a window's tickets that must open nothing any more. */
  voidTickets(client: SimClient): readonly string[] {
    return this.#tickets.get(client)?.filter((ticket) => this.#hub.isVoid(ticket)) ?? [];
  }

  async fetchTicket(client: SimClient): Promise<string> {
    const without = this.#without.get(client);
    if (without === 'silent') return new Promise(() => undefined);
    await this.#pause(60);
    const ticket = without ? null : this.#hub.issueTicket(client.person, client.keyHash);
    await this.#pause(60);
    if (ticket === null) throw new TypeError('fetch failed');
    const tickets = this.#tickets.get(client) ?? [];
    tickets.push(ticket);
    this.#tickets.set(client, tickets);
    return ticket;
  }

  dial(client: SimClient, listener: LiveSocketListener): Wire {
    const wire = this.#lay(client, listener);
    const without = this.#without.get(client);
    if (without === 'silent') return wire;
    this.#time.after(this.#random.delay(1, 60), () => {
      if (wire.isClientOver) return;
      if (without || !this.#hub.accept(wire.hubEnd)) wire.refuse();
      else wire.accepted();
    });
    return wire;
  }

  /** For so long a window can make no new connection; one that it has is not touched. */
  takeAway(client: SimClient, how: NoNetwork, ms: number): void {
    this.#without.set(client, how);
    this.#time.after(ms, () => this.#without.delete(client));
  }

  /** Everybody can connect again; what is broken stays broken until it is noticed. */
  heal(): void {
    this.#without.clear();
  }

  /** The hub's process is gone. @param isTold whether its machine still lives to say so */
  hubGone(isTold: boolean): void {
    for (const wire of this.#wires) wire.hubGone(isTold);
    this.#wires.clear();
  }

  #lay(client: SimClient, listener: LiveSocketListener): Wire {
    const wire = new Wire(
      {
        time: this.#time,
        random: this.#random.fork(),
        maxDelayMs: this.#random.pick([5, 40, 40, 300]),
        listener,
      },
      {
        said: (text) => this.#tap.said(client, text),
        heard: (text) => this.#tap.heard(client, text),
        delivered: () => this.#tap.delivered(client),
      },
    );
    this.#wires.add(wire);
    return wire;
  }

  async #pause(maxMs: number): Promise<void> {
    const ms = this.#random.delay(1, maxMs);
    await new Promise<void>((resolve) => {
      this.#time.after(ms, resolve);
    });
  }
}
