import type { Router, WebRtcServer, Worker } from 'mediasoup/types';
import type { Logger } from 'pino';
import { CirclewellError } from '../../protocol/errors.ts';
import { MEDIA_CODECS } from './codecs.ts';
import { killQuietly } from './killQuietly.ts';
import { listenInfosOf, type ListenConfig } from './listenInfos.ts';
import { SpareWorker, startWorker } from './SpareWorker.ts';
import { watchWorker } from './watchWorker.ts';

/** A router on one of the pool's workers. Its owner closes the router; the pool owns worker and WebRtcServer. */
export type RouterLease = {
  readonly router: Router;
  readonly webRtcServer: WebRtcServer;
  /** Tells how many peers the router carries, for the spreading of sessions over workers. */
  setLoad(peerCount: number): void;
  /** Closes the router and gives its load back. Idempotent. */
  close(): void;
};

type Slot = {
  readonly index: number;
  worker: Worker;
  webRtcServer: WebRtcServer;
  readonly loads: Map<string, number>;
};

/** How long to wait before a worker that could not be replaced is tried again, in milliseconds; doubled up to 5 s. */
const RESPAWN_MS = 100;
/** How long a session waits for a living worker, in milliseconds. */
const ROUTER_WAIT_MS = 10_000;

/**
 * The hub's mediasoup workers, one per core, and a spare. A worker that dies, or that does not answer any more, is replaced by the
 * spare on the same ports (docs/spec/media.md, ME1, ME2 and ME5); its routers tell their owners by `workerclose`.
 */
export class WorkerPool {
  readonly #config: ListenConfig;
  readonly #logger: Logger;
  readonly #slots = new Map<number, Slot>();
  readonly #waiting = new Set<() => void>();
  #spare: SpareWorker | null = null;
  #isClosed = false;

  private constructor(config: ListenConfig, logger: Logger) {
    this.#config = config;
    this.#logger = logger;
  }

  /** Starts all workers. @throws Error where one does not start or a port is taken; then none is left running. */
  static async open(options: {
    workerCount: number;
    listen: ListenConfig;
    logger: Logger;
  }): Promise<WorkerPool> {
    const pool = new WorkerPool(options.listen, options.logger);
    const indexes = Array.from({ length: options.workerCount }, (_, index) => index);
    const started = await Promise.allSettled(
      indexes.map(async (index) => pool.#start(index, await startWorker())),
    );
    const failed = started.find((result) => result.status === 'rejected');
    if (failed) {
      pool.close();
      throw new Error('the media worker did not start', { cause: failed.reason });
    }
    pool.#spare = new SpareWorker(options.logger);
    return pool;
  }

  /** Ids of the workers' processes by the workers' index, for measurements and fault tests. */
  get pids(): readonly number[] {
    return [...this.#slots.values()].sort((a, b) => a.index - b.index).map((slot) => slot.worker.pid);
  }

  /**
   * Opens a router on the worker with the fewest peers, and waits for one where none lives just now.
   * @throws CirclewellError `unavailable` if none lives after 10 s, or the pool is closed
   */
  async openRouter(): Promise<RouterLease> {
    const deadline = performance.now() + ROUTER_WAIT_MS;
    for (;;) {
      const slot = this.#leastLoaded();
      if (slot) {
        try {
          return await this.#lease(slot);
        } catch (error) {
          if (!slot.worker.closed) throw error;
        }
      }
      const left = deadline - performance.now();
      if (this.#isClosed || left <= 0) throw new CirclewellError('unavailable', 'no media worker');
      await this.#nextStart(left);
    }
  }

  /** Ends all workers with all that is on them. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#spare?.close();
    for (const slot of this.#slots.values()) slot.worker.close();
    this.#slots.clear();
    for (const wake of this.#waiting) wake();
  }

  async #start(index: number, worker: Worker): Promise<void> {
    let webRtcServer: WebRtcServer;
    try {
      webRtcServer = await worker.createWebRtcServer({ listenInfos: listenInfosOf(this.#config, index) });
    } catch (error) {
      worker.close();
      throw error;
    }
    if (this.#isClosed) return worker.close();
    const slot: Slot = { index, worker, webRtcServer, loads: new Map() };
    this.#slots.set(index, slot);
    watchWorker(worker, () => {
      this.#logger.error({ workerIndex: index }, 'media worker does not answer, and is ended');
      killQuietly(worker.pid);
    });
    worker.once('died', () => {
      this.#logger.error({ workerIndex: index }, 'media worker died');
      if (this.#slots.get(index) === slot) this.#slots.delete(index);
      void this.#restart(index, RESPAWN_MS);
    });
    for (const wake of this.#waiting) wake();
  }

  async #restart(index: number, delayMs: number): Promise<void> {
    if (this.#isClosed) return;
    try {
      await this.#start(index, await (this.#spare?.take() ?? startWorker()));
      this.#logger.info({ workerIndex: index }, 'media worker replaced');
    } catch (error) {
      this.#logger.error({ workerIndex: index, err: error }, 'media worker not replaced yet');
      setTimeout(() => void this.#restart(index, Math.min(delayMs * 2, 5_000)), delayMs).unref();
    }
  }

  async #lease(slot: Slot): Promise<RouterLease> {
    const router = await slot.worker.createRouter({ mediaCodecs: MEDIA_CODECS });
    slot.loads.set(router.id, 1);
    return {
      router,
      webRtcServer: slot.webRtcServer,
      setLoad: (peerCount) => {
        if (slot.loads.has(router.id)) slot.loads.set(router.id, 1 + peerCount);
      },
      close: () => {
        slot.loads.delete(router.id);
        router.close();
      },
    };
  }

  #leastLoaded(): Slot | undefined {
    const loadOf = (slot: Slot) => [...slot.loads.values()].reduce((sum, load) => sum + load, 0);
    return [...this.#slots.values()]
      .filter((slot) => !slot.worker.closed)
      .sort((a, b) => loadOf(a) - loadOf(b) || a.index - b.index)[0];
  }

  async #nextStart(waitMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, waitMs);
      this.#waiting.add(wake);
    });
  }
}
