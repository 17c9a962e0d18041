import { Device, FakeHandler, testFakeParameters } from 'mediasoup-client';
import type { types } from 'mediasoup-client';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { MediaNotice, MediaReplyOf, MediaRequest, MediaSource } from '../../../src/protocol/media.ts';
import { SOURCE_KINDS } from '../../../src/protocol/media.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import { parseMediaReply } from '../connection/parseMediaReply.ts';
import type { HubLink } from '../media/hubLink.ts';
import { FakeSender } from './fakeSender.ts';

type Added = Extract<MediaNotice, { type: 'consumersAdded' }>['consumers'][number];

/** The hub's half of media, as far as a client sees it: it grants everything, and remembers what was asked. */
export class FakeMediaHub implements HubLink {
  readonly asked: MediaRequest[] = [];
  readonly commands: Command[] = [];
  readonly routerRtpCapabilities = { ...testFakeParameters.generateRouterRtpCapabilities() };
  /** The next requests of these types are refused with the error, once each. */
  readonly refusals = new Map<MediaRequest['type'], CirclewellError>();
  isOnline = true;
  routerId = 'router-1';
  #ids = 0;

  async send(command: Command): Promise<void> {
    this.commands.push(command);
  }

  async request<R extends MediaRequest>(request: R): Promise<MediaReplyOf<R['type']>> {
    if (!this.isOnline) throw new CirclewellError('unavailable', 'offline');
    this.asked.push(request);
    await Promise.resolve();
    const refusal = this.refusals.get(request.type);
    this.refusals.delete(request.type);
    if (refusal) throw refusal;
    return parseMediaReply<R['type']>(request.type, this.#replyTo(request));
  }

  reportQuality(): void {}

  /** Says that all media is lost, with the router that is to be used from now on. */
  reset(): Extract<MediaNotice, { type: 'mediaReset' }> {
    return { type: 'mediaReset', routerId: this.routerId, rtpCapabilities: this.routerRtpCapabilities };
  }

  /** The types of all requests so far. */
  get askedTypes(): MediaRequest['type'][] {
    return this.asked.map(({ type }) => type);
  }

  /** The sources that were produced, in order. */
  get produced(): MediaSource[] {
    return this.asked.flatMap((request) => (request.type === 'produce' ? [request.source] : []));
  }

  /** A consumer as the hub makes it known. */
  consumer(participantId: string, source: MediaSource, isPaused = false): Added {
    const kind = SOURCE_KINDS[source];
    const codecMimeType = kind === 'audio' ? 'audio/opus' : 'video/VP8';
    const { id, producerId, rtpParameters } = testFakeParameters.generateConsumerRemoteParameters({
      codecMimeType,
    });
    if (!id || !producerId || !rtpParameters) throw new Error('mediasoup-client gave no fake parameters');
    return {
      consumerId: id,
      producerId,
      participantId,
      source,
      kind,
      rtpParameters: { ...rtpParameters },
      isPaused,
    };
  }

  #replyTo(request: MediaRequest): unknown {
    switch (request.type) {
      case 'openTransports':
        return {
          send: testFakeParameters.generateTransportRemoteParameters(),
          recv: testFakeParameters.generateTransportRemoteParameters(),
          iceServers: [],
        };
      case 'restartIce':
        return { iceParameters: { usernameFragment: 'again', password: 'again' } };
      case 'produce':
        return { producerId: `producer-${(this.#ids += 1)}` };
      case 'connectTransport':
      case 'closeProducer':
      case 'consumerReady':
      case 'setPreferredLayers':
      case 'requestKeyFrame':
        return {};
    }
  }
}

/** mediasoup-client's own fake handlers, with the newest of each kind at hand. */
export type FakeHandlers = {
  makeDevice(): Promise<Device>;
  /** Every handler that made a transport, in order: send, recv, send, recv… */
  readonly made: types.HandlerInterface[];
  /** How many calls of `receive` there were, and of how many consumers. */
  readonly batches: number[];
  /** The tracks on the senders, by handler and local id. */
  readonly replaced: { localId: string; track: MediaStreamTrack | null }[];
  /** What was put on senders around mediasoup-client, in order: the kind of the source, and whether it was emptied. */
  readonly onSenders: { kind: string; isEmptied: boolean }[];
};

export function createFakeHandlers(): FakeHandlers {
  const made: types.HandlerInterface[] = [];
  const batches: number[] = [];
  const replaced: { localId: string; track: MediaStreamTrack | null }[] = [];
  const onSenders: { kind: string; isEmptied: boolean }[] = [];
  const inner = FakeHandler.createFactory(testFakeParameters);
  const handlerFactory: types.HandlerFactory = {
    ...inner,
    factory(options) {
      const handler = inner.factory(options);
      const receive = handler.receive.bind(handler);
      handler.receive = (list) => {
        batches.push(list.length);
        return receive(list);
      };
      const send = handler.send.bind(handler);
      handler.send = async (options) => {
        const { kind } = options.track;
        const rtpSender = new FakeSender((track) => onSenders.push({ kind, isEmptied: track === null }));
        options.onRtpSender?.(rtpSender);
        return { ...(await send(options)), rtpSender };
      };
      const replaceTrack = handler.replaceTrack.bind(handler);
      handler.replaceTrack = (localId, track) => {
        replaced.push({ localId, track });
        return replaceTrack(localId, track);
      };
      made.push(handler);
      return handler;
    },
  };
  return { makeDevice: () => Device.factory({ handlerFactory }), made, batches, replaced, onSenders };
}
