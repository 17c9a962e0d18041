import { createWorker } from 'mediasoup';
import type { Worker } from 'mediasoup/types';
import type { Logger } from 'pino';
import { killQuietly } from './killQuietly.ts';
import { watchWorker } from './watchWorker.ts';

/** Whoever has just taken the spare needs the machine more than the next spare does; in milliseconds. */
const NEXT_AFTER_MS = 2_000;
/** How long a spare may take to show that it lives before a new worker is started instead, in milliseconds. */
const ANSWER_MS = 500;

/** @throws Error where the worker does not start */
export const startWorker = async (): Promise<Worker> => createWorker({ logLevel: 'warn' });

type Spare = { readonly worker: Worker; readonly stopWatching: () => void };

/** A worker that runs and has nothing to do, so that a dead one is replaced without waiting for a process (ME2, ME6). */
export class SpareWorker {
  readonly #logger: Logger;
  #spare: Spare | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(logger: Logger) {
    this.#logger = logger;
    // A hub that starts needs the machine more, too.
    this.#later(NEXT_AFTER_MS);
  }

  /** The spare's process, for fault tests; null where there is none. */
  get pid(): number | null {
    return this.#spare?.worker.pid ?? null;
  }

  /** The spare where there is one that answers, else a new worker. The caller owns it. @throws Error where none starts */
  async take(): Promise<Worker> {
    const spare = this.#spare;
    this.#spare = null;
    this.#later(NEXT_AFTER_MS);
    if (!spare) return startWorker();
    const { worker, stopWatching } = spare;
    stopWatching();
    if (await isAnswering(worker)) return worker;
    this.#logger.warn('the spare media worker does not answer, and is ended');
    killQuietly(worker.pid);
    return startWorker();
  }

  /** Ends the spare. Idempotent. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#spare?.worker.close();
    this.#spare = null;
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#start(), ms);
    this.#timer.unref();
  }

  async #start(): Promise<void> {
    if (this.#isClosed || this.#spare) return;
    try {
      const worker = await startWorker();
      if (this.#isClosed || this.#spare) return worker.close();
      const stopWatching = watchWorker(worker, () => {
        this.#logger.warn('the spare media worker does not answer, and is ended');
        killQuietly(worker.pid);
      });
      this.#spare = { worker, stopWatching };
      worker.once('died', () => {
        if (this.#spare?.worker !== worker) return;
        this.#spare = null;
        this.#later(NEXT_AFTER_MS);
      });
    } catch (error) {
      this.#logger.warn({ err: error }, 'no spare media worker');
      if (!this.#isClosed) this.#later(NEXT_AFTER_MS);
    }
  }
}

/** Whether a worker shows in time that it lives: its death may not have been told yet, and a process may hang. */
async function isAnswering(worker: Worker): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_MS);
  });
  const answer = worker.getResourceUsage().then(
    () => true,
    () => false,
  );
  const isInTime = await Promise.race([answer, late]);
  clearTimeout(timer);
  return isInTime && !worker.closed;
}
