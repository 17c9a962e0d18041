import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { Asked, SessionWriter, Written } from './SessionWriter.ts';

/** Something that waits to be written. */
export type Waiting = {
  /** What to write, now that everything before it has been decided on; null where there is no need any more. */
  prepare(): Asked | null;
  /** It is durable, or was refused; null where nothing was to be written. Called in the order of the queue. */
  settle(written: Written | null): void;
};

/**
 * What a session's host is asked to write, in order. Whatever comes in one turn of the event loop, or while something is being written, is
 * made durable together: each sync of the disk holds up the whole hub, and after a fault everybody speaks at once (LI39; ADR 0148).
 */
export class WriteQueue {
  readonly #writer: Pick<SessionWriter, 'writeAll'>;
  readonly #nextTurn: () => Promise<void>;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  /** @param nextTurn resolves in the event loop's next turn; handed in for tests that have a time of their own */
  constructor(writer: Pick<SessionWriter, 'writeAll'>, nextTurn: () => Promise<void> = turnOfTheLoop) {
    this.#writer = writer;
    this.#nextTurn = nextTurn;
  }

  add(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#running ??= this.#run().finally(() => (this.#running = null));
  }

  /** Resolves when everything that was added so far is settled. */
  async settled(): Promise<void> {
    if (!this.#running) return;
    await new Promise<void>((resolve) => this.add({ prepare: () => null, settle: () => resolve() }));
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#nextTurn();
      const batch = this.#waiting.splice(0).map((waiting) => ({ waiting, asked: waiting.prepare() }));
      const written = await this.#writer.writeAll(batch.flatMap(({ asked }) => asked ?? []));
      for (const { waiting, asked } of batch) waiting.settle(asked ? (written.shift() ?? null) : null);
    }
  }
}
