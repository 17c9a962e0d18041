import { observer } from 'mediasoup';
import type { Consumer, Router, Transport, WebRtcServer, Worker } from 'mediasoup/types';
import { MEDIA_CODECS } from '../../../src/hub/media/codecs.ts';
import type { RouterLease } from '../../../src/hub/media/WorkerPool.ts';
import type { Counted } from './messages.ts';

type Placed = { readonly consumer: Consumer; readonly transport: Transport };

/**
 * Sees every worker, transport and consumer that is made in this process, by mediasoup's own observers. The product is neither
 * asked nor changed.
 */
export class MediasoupRegistry {
  readonly #servers = new Map<Worker, WebRtcServer>();
  readonly #transportCounts = new Map<Worker, number>();
  readonly #consumers = new Map<string, Placed>();

  constructor() {
    observer.on('newworker', (worker) => {
      worker.observer.on('newwebrtcserver', (server) => this.#servers.set(worker, server));
      worker.observer.on('newrouter', (router) => this.#watchRouter(worker, router));
      worker.observer.once('close', () => this.#servers.delete(worker));
    });
  }

  /** Opens a router beside the product's: on the worker that carries most transports, with that worker's WebRtcServer. */
  async openRouter(): Promise<RouterLease> {
    const busiest = [...this.#servers].toSorted(([a], [b]) => this.#load(b) - this.#load(a))[0];
    if (!busiest) throw new Error('The hub has no worker');
    const [worker, webRtcServer] = busiest;
    const router = await worker.createRouter({ mediaCodecs: MEDIA_CODECS });
    return { router, webRtcServer, setLoad: () => undefined, close: () => router.close() };
  }

  /**
   * Asks the workers for every consumer's counter.
   *
   * @throws Error where one has none, or is closed meanwhile: what is not counted would pass for what did not flow
   */
  async count(): Promise<Counted[]> {
    return Promise.all(
      [...this.#consumers.values()].map(async ({ consumer, transport }) => {
        const sent = (await consumer.getStats()).find(({ type }) => type === 'outbound-rtp');
        if (!sent) throw new Error(`The worker counts nothing for consumer ${consumer.id}`);
        return {
          consumerId: consumer.id,
          producerId: consumer.producerId,
          transportId: transport.id,
          isPaused: consumer.paused,
          packetsSent: sent.packetCount,
        };
      }),
    );
  }

  /** @throws Error where there is no such consumer */
  async forward(consumerId: string, isForwarded: boolean): Promise<void> {
    const placed = this.#consumers.get(consumerId);
    if (!placed) throw new Error(`There is no consumer ${consumerId}`);
    await (isForwarded ? placed.consumer.resume() : placed.consumer.pause());
  }

  #load(worker: Worker): number {
    return this.#transportCounts.get(worker) ?? 0;
  }

  #watchRouter(worker: Worker, router: Router): void {
    router.observer.on('newtransport', (transport) => {
      this.#transportCounts.set(worker, this.#load(worker) + 1);
      transport.observer.once('close', () => this.#transportCounts.set(worker, this.#load(worker) - 1));
      transport.observer.on('newconsumer', (consumer) => {
        this.#consumers.set(consumer.id, { consumer, transport });
        consumer.observer.once('close', () => this.#consumers.delete(consumer.id));
      });
    });
  }
}
