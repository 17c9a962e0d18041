import type { Logger } from 'pino';
import type { SessionRegistry } from './SessionRegistry.ts';

/** How exactly a crash is known for when it was, in milliseconds: so often the hub notes that it is alive (LI35). */
export const ALIVE_EVERY_MS = 10_000;
/** How often sessions are looked for that nobody has ended, in milliseconds (LI36). */
export const OVERDUE_EVERY_MS = 300_000;

/** What the live part does by itself, at its start and time and again. Owner: the LiveCore. */
export class Caretaker {
  readonly #logger: Logger;
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #underWay = new Set<Promise<void>>();

  constructor({ registry, logger }: { registry: SessionRegistry; logger: Logger }) {
    this.#logger = logger;
    const noteAlive = () => this.#do(registry.noteAlive(), 'it could not be noted that the hub is alive');
    const endOverdue = () => this.#do(registry.endOverdue(), 'sessions that are over could not be ended');
    this.#timers = [setInterval(noteAlive, ALIVE_EVERY_MS), setInterval(endOverdue, OVERDUE_EVERY_MS)];
    endOverdue();
  }

  /** Resolves when what it is doing is done. Idempotent. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#underWay);
  }

  #do(work: Promise<void>, trouble: string): void {
    const done = work
      .catch((error: unknown) => this.#logger.warn({ err: error }, trouble))
      .finally(() => this.#underWay.delete(done));
    this.#underWay.add(done);
  }
}
