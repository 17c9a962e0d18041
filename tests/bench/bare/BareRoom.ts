import type { Producer } from 'mediasoup/types';
import type { MediaSource } from '../../../src/protocol/media.ts';
import type { BarePeer } from './BarePeer.ts';

/** One router's peers. Whoever produces is consumed by all others at once, paused until their page is ready. */
export class BareRoom {
  readonly #peers = new Set<BarePeer>();

  /** Gives a peer consumers of all there is, in one batch. */
  async enter(peer: BarePeer): Promise<void> {
    this.#peers.add(peer);
    const producers = [...this.#peers].flatMap((other) => (other === peer ? [] : other.produced()));
    await this.#consume(peer, producers);
  }

  /** Gives all others a consumer of a new producer. */
  async published(from: BarePeer, source: MediaSource, producer: Producer): Promise<void> {
    const others = [...this.#peers].filter((peer) => peer !== from);
    await Promise.all(others.map((peer) => this.#consume(peer, [{ name: from.name, source, producer }])));
  }

  leave(peer: BarePeer): void {
    this.#peers.delete(peer);
  }

  async #consume(peer: BarePeer, producers: readonly Produced[]): Promise<void> {
    const made = await Promise.all(
      producers.map(async ({ name, source, producer }) => ({
        name,
        source,
        consumer: await peer.consume(producer),
      })),
    );
    const consumers = made.flatMap(({ name, source, consumer }) =>
      consumer === null
        ? []
        : [
            {
              consumerId: consumer.id,
              producerId: consumer.producerId,
              participantId: name,
              source,
              kind: consumer.kind,
              rtpParameters: { ...consumer.rtpParameters },
              isPaused: false,
            },
          ],
    );
    if (consumers.length > 0) peer.notify({ type: 'consumersAdded', consumers });
  }
}

/** Somebody's producer. */
export type Produced = { readonly name: string; readonly source: MediaSource; readonly producer: Producer };
