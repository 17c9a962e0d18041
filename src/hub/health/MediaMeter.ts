import { observer } from 'mediasoup';
import type { Router, WebRtcTransport, Worker } from 'mediasoup/types';

/** How many of each there are now. */
export type MediaCounts = {
  workers: number;
  routers: number;
  transports: number;
  producers: number;
  consumers: number;
};

/**
 * Counts what mediasoup has open in this process, by mediasoup's own observers: the media code knows nothing of it.
 * To be made before the first worker starts; its owner closes it.
 */
export class MediaMeter {
  readonly counts: MediaCounts = { workers: 0, routers: 0, transports: 0, producers: 0, consumers: 0 };
  /** The most workers there were at once: as many as there should be. */
  expectedWorkers = 0;
  startCount = 0;
  deathCount = 0;

  constructor() {
    observer.on('newworker', this.#onWorker);
  }

  /** Idempotent. */
  close(): void {
    observer.off('newworker', this.#onWorker);
  }

  readonly #onWorker = (worker: Worker): void => {
    // A spare has no server yet, and is not at work.
    worker.observer.once('newwebrtcserver', () => {
      this.startCount += 1;
      worker.once('died', () => (this.deathCount += 1));
      this.#count('workers', worker.observer);
      this.expectedWorkers = Math.max(this.expectedWorkers, this.counts.workers);
    });
    worker.observer.on('newrouter', (router: Router) => {
      this.#count('routers', router.observer);
      router.observer.on('newtransport', (transport) => this.#onTransport(transport));
    });
  };

  #onTransport({ observer: events }: Pick<WebRtcTransport, 'observer'>): void {
    this.#count('transports', events);
    events.on('newproducer', (producer) => this.#count('producers', producer.observer));
    events.on('newconsumer', (consumer) => this.#count('consumers', consumer.observer));
  }

  #count(what: keyof MediaCounts, events: { once(event: 'close', listener: () => void): unknown }): void {
    this.counts[what] += 1;
    events.once('close', () => (this.counts[what] -= 1));
  }
}
