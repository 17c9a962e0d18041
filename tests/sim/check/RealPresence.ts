import type { VirtualTime } from '../core/VirtualTime.ts';
import type { Page } from '../oracle/page.ts';

/** How long each member really was connected and in a room, by virtual time: what the minutes are held against (SI17). */
export class RealPresence {
  readonly #time: VirtualTime;
  readonly #connected = new Set<string>();
  readonly #ms = new Map<string, number>();
  #page: Page | null = null;
  #since = 0;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  connected(participantId: string): void {
    this.#pass();
    this.#connected.add(participantId);
  }

  disconnected(participantId: string): void {
    this.#pass();
    this.#connected.delete(participantId);
  }

  /** The hub's state stands at this page from now on. */
  standsAt(page: Page): void {
    this.#pass();
    this.#page = page;
  }

  /** The hub's process is gone: nobody is connected. */
  hubGone(): void {
    this.#pass();
    this.#connected.clear();
  }

  /** Milliseconds until now. */
  of(participantId: string): number {
    this.#pass();
    return this.#ms.get(participantId) ?? 0;
  }

  #pass(): void {
    const ms = this.#time.now - this.#since;
    this.#since = this.#time.now;
    if (ms <= 0 || !this.#page) return;
    for (const id of this.#connected) {
      if (this.#page.people.get(id)?.roomId != null) this.#ms.set(id, (this.#ms.get(id) ?? 0) + ms);
    }
  }
}
