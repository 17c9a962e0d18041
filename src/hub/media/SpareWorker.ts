import { createWorker } from 'mediasoup';
import type { Worker } from 'mediasoup/types';
import type { Logger } from 'pino';

/** Whoever has just taken the spare needs the machine more than the next spare does; in milliseconds. */
const NEXT_AFTER_MS = 2_000;

/** @throws Error where the worker does not start */
export const startWorker = async (): Promise<Worker> => createWorker({ logLevel: 'warn' });

/** A worker that runs and has nothing to do, so that a dead one is replaced without waiting for a process (ME1). */
export class SpareWorker {
  readonly #logger: Logger;
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(logger: Logger) {
    this.#logger = logger;
    this.#later(0);
  }

  /** The spare where there is one, else a new worker. The caller owns it. @throws Error where none starts */
  async take(): Promise<Worker> {
    const worker = this.#worker;
    this.#worker = null;
    this.#later(NEXT_AFTER_MS);
    if (worker && !worker.closed) return worker;
    return startWorker();
  }

  /** Ends the spare. Idempotent. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#worker?.close();
    this.#worker = null;
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#start(), ms);
    this.#timer.unref();
  }

  async #start(): Promise<void> {
    if (this.#isClosed || this.#worker) return;
    try {
      const worker = await startWorker();
      if (this.#isClosed || this.#worker) return worker.close();
      this.#worker = worker;
      worker.once('died', () => {
        if (this.#worker !== worker) return;
        this.#worker = null;
        this.#later(NEXT_AFTER_MS);
      });
    } catch (error) {
      this.#logger.warn({ err: error }, 'no spare media worker');
      if (!this.#isClosed) this.#later(NEXT_AFTER_MS);
    }
  }
}
