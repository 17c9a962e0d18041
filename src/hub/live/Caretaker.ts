import type { Logger } from 'pino';
import type { SessionRegistry } from './SessionRegistry.ts';

/** How exactly a crash is known for when it was, in milliseconds: so often the hub notes that it is alive (LI35). */
export const ALIVE_EVERY_MS = 10_000;

/** What the live part does by itself, time and again. Owner: `createLive`. */
export class Caretaker {
  readonly #timer: NodeJS.Timeout;
  #underWay: Promise<void> = Promise.resolve();

  constructor({ registry, logger }: { registry: SessionRegistry; logger: Logger }) {
    this.#timer = setInterval(() => {
      this.#underWay = registry.noteAlive().catch((error: unknown) => {
        logger.warn({ err: error }, 'it could not be noted that the hub is alive');
      });
    }, ALIVE_EVERY_MS);
  }

  /** Resolves when what it is doing is done. Idempotent. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }
}
