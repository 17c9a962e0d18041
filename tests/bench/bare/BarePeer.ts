import type { Consumer, Producer, RtpCapabilities, RtpParameters } from 'mediasoup/types';
import { z } from 'zod';
import { openWebRtcTransport, type PeerTransport } from '../../../src/hub/media/webRtcTransports.ts';
import type { RouterLease } from '../../../src/hub/media/WorkerPool.ts';
import type { MediaNotice, MediaRequest, MediaSource } from '../../../src/protocol/media.ts';
import type { BareRoom, Produced } from './BareRoom.ts';

const isObject = (value: unknown) => typeof value === 'object' && value !== null;
/** mediasoup itself looks at the rest. */
const rtpCapabilitiesSchema = z.custom<RtpCapabilities>(isObject);
const rtpParametersSchema = z.custom<RtpParameters>(isObject);

/**
 * One page in one router: two transports with the product's own settings, producers and consumers, each a plain call of
 * mediasoup. A page that goes to another router gets another BarePeer.
 */
export class BarePeer {
  readonly name: string;
  readonly notify: (notice: MediaNotice) => void;
  readonly #room: BareRoom;
  readonly #lease: RouterLease;
  readonly #producers = new Map<MediaSource, Producer>();
  readonly #consumers = new Map<string, Consumer>();
  #rtpCapabilities: RtpCapabilities = {};
  #transports: { readonly send: PeerTransport; readonly recv: PeerTransport } | null = null;
  #isClosed = false;

  constructor(options: {
    name: string;
    room: BareRoom;
    lease: RouterLease;
    notify: (notice: MediaNotice) => void;
  }) {
    this.name = options.name;
    this.notify = options.notify;
    this.#room = options.room;
    this.#lease = options.lease;
  }

  produced(): Produced[] {
    return [...this.#producers].map(([source, producer]) => ({ name: this.name, source, producer }));
  }

  /** Makes a consumer of somebody's producer; null where either is gone by now. */
  async consume(producer: Producer): Promise<Consumer | null> {
    const recv = this.#transports?.recv.transport;
    if (!recv || recv.closed || producer.closed) return null;
    const options = { producerId: producer.id, rtpCapabilities: this.#rtpCapabilities, paused: true };
    const consumer = await recv.consume(options).catch(() => null);
    if (!consumer || consumer.closed) return null;
    this.#consumers.set(consumer.id, consumer);
    consumer.observer.once('close', () => {
      this.#consumers.delete(consumer.id);
      if (!this.#isClosed) this.notify({ type: 'consumersClosed', consumerIds: [consumer.id] });
    });
    return consumer;
  }

  /** Serves a page's request and gives its reply. @throws Error on a request that a bare page does not make */
  async handle(request: MediaRequest): Promise<unknown> {
    switch (request.type) {
      case 'openTransports': {
        this.#rtpCapabilities = rtpCapabilitiesSchema.parse(request.rtpCapabilities);
        const [send, recv] = await Promise.all([
          openWebRtcTransport(this.#lease, 'send'),
          openWebRtcTransport(this.#lease, 'recv'),
        ]);
        this.#transports = { send, recv };
        if (this.#isClosed) this.close();
        else void this.#room.enter(this);
        return { send: send.options, recv: recv.options, iceServers: [] };
      }
      case 'connectTransport':
        await this.#transports?.[request.direction].connect(request.dtlsParameters);
        return {};
      case 'produce': {
        const { kind, source } = request;
        const rtpParameters = rtpParametersSchema.parse(request.rtpParameters);
        const producer = await this.#transports?.send.transport.produce({ kind, rtpParameters });
        if (!producer) throw new Error('There is no transport');
        this.#producers.set(source, producer);
        void this.#room.published(this, source, producer);
        return { producerId: producer.id };
      }
      case 'consumerReady':
        await Promise.all(request.consumerIds.map(async (id) => this.#consumers.get(id)?.resume()));
        return {};
      case 'setPreferredLayers': {
        const { consumerId, spatialLayer } = request;
        await this.#consumers.get(consumerId)?.setPreferredLayers({ spatialLayer });
        return {};
      }
      default:
        throw new Error(`A bare page does not ask for ${request.type}`);
    }
  }

  /** Closes both transports with all that is on them. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#room.leave(this);
    this.#transports?.send.transport.close();
    this.#transports?.recv.transport.close();
  }
}
