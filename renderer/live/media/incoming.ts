import type { types } from 'mediasoup-client';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { MediaNotice, MediaSource } from '../../../src/protocol/media.ts';
import type { LiveClock } from '../clock.ts';
import { createDrawnSizes, layerFor, spatialLayersOf } from './drawnSizes.ts';
import type { DrawnSize } from './drawnSizes.ts';
import { createFrameWatch, lastFrameAt } from './frameWatch.ts';
import type { FrameWatch } from './frameWatch.ts';
import type { HubLink } from './hubLink.ts';
import type { ProbeCounter } from './probe.ts';
import type { RemoteStreams } from './remoteStreams.ts';
import { parseRtpParameters } from './rtcParameters.ts';

type Added = Extract<MediaNotice, { type: 'consumersAdded' }>['consumers'][number];

/** A consumer of ours: being set up while `consumer` is null, and known to the hub as set up once `isReady`. */
type Entry = {
  readonly id: string;
  readonly participantId: string;
  readonly source: MediaSource;
  readonly kind: 'audio' | 'video';
  isPaused: boolean;
  isReady: boolean;
  /** Not named again since the socket came back. */
  isStale: boolean;
  consumer: types.Consumer | null;
  watch: FrameWatch | null;
  sentLayer: number | null;
};

/** How long after the socket is back consumers that the hub does not name any more are kept, in milliseconds. */
const STALE_MS = 3_000;

/** Everything that is received on one `recv` transport after another. */
export interface Incoming {
  /** Receives on this transport from now on; what was received before is dropped. */
  attach(recv: types.Transport): void;
  /** Drops everything; the transport, which closes the consumers, is its owner's to close. */
  detach(): void;
  onNotice(notice: Exclude<MediaNotice, { type: 'mediaReset' }>): void;
  /** The socket has been back: once `asked` is over, the hub names all consumers anew, and the others are gone. */
  expectAllAnew(asked: Promise<unknown>): void;
  /** Packets were lost for a while: looks for a fresh frame of everybody whose picture runs (CL57). */
  lookAgain(): void;
  /** When the newest of all that is received was played or shown, in the browser's clock; null where nothing was of late. */
  newestAt(): number | null;
  claimSize(participantId: string, size: DrawnSize): () => void;
  close(): void;
}

/** The consumer is of a kind that this browser cannot take; the transport is as good as before. */
function isOwnFault(reason: unknown): boolean {
  return (
    reason instanceof Error &&
    ['UnsupportedError', 'ZodError', 'TypeError', '$ZodError'].includes(reason.name)
  );
}

/** @param onBroken a batch could not be set up at all: the transport is of no more use */
export function createIncoming(options: {
  link: HubLink;
  clock: LiveClock;
  probe: ProbeCounter;
  streams: RemoteStreams;
  onBroken: () => void;
  /** When the consumer's last frame was decoded; handed in for tests. */
  readFrameAt?: (consumer: types.Consumer) => number | null;
}): Incoming {
  const { link, clock, probe, streams } = options;
  const readFrameAt = options.readFrameAt ?? ((consumer) => lastFrameAt(consumer.rtpReceiver));
  const entries = new Map<string, Entry>();
  let recv: types.Transport | null = null;
  let callOffStale = (): void => undefined;
  const sizes = createDrawnSizes(clock, (participantIds) => {
    for (const entry of entries.values()) if (participantIds.has(entry.participantId)) sendLayer(entry);
  });

  /** An ask that may fail with the socket or because the consumer has just gone: both mend themselves. */
  function ask(request: Parameters<HubLink['request']>[0]): void {
    link.request(request).catch(() => undefined);
  }

  function sendLayer(entry: Entry): void {
    if (entry.source !== 'camera' || !entry.consumer || !entry.isReady) return;
    const layers = spatialLayersOf(entry.consumer.rtpParameters.encodings?.[0]?.scalabilityMode);
    const spatialLayer = layerFor(sizes.get(entry.participantId), layers);
    if (layers < 2 || entry.sentLayer === spatialLayer) return;
    entry.sentLayer = spatialLayer;
    ask({ type: 'setPreferredLayers', consumerId: entry.id, spatialLayer });
  }

  function setPaused(entry: Entry, isPaused: boolean): void {
    const wasPaused = entry.isPaused;
    entry.isPaused = isPaused;
    if (!entry.consumer || wasPaused === isPaused) return;
    // mediasoup-client's own pause() and resume() renegotiate; the hub has stopped forwarding anyway (ADR 0030).
    entry.consumer.track.enabled = !isPaused;
    streams.setPaused(entry.participantId, entry.source, entry.consumer.track, isPaused);
    if (isPaused) entry.watch?.stop();
    else entry.watch?.start();
  }

  function forget(entry: Entry): void {
    entries.delete(entry.id);
    entry.watch?.stop();
    if (entry.consumer) streams.hide(entry.participantId, entry.source, entry.consumer.track);
  }

  function drop(entry: Entry): void {
    forget(entry);
    entry.consumer?.close();
  }

  function show(entry: Entry, consumer: types.Consumer): void {
    entry.consumer = consumer;
    consumer.track.enabled = !entry.isPaused;
    const { participantId, source, isPaused } = entry;
    streams.show(participantId, source, consumer.track, isPaused);
    if (entry.kind === 'audio') return;
    entry.watch = createFrameWatch({
      clock,
      readFrameAt: () => readFrameAt(consumer),
      requestKeyFrame() {
        probe.count('keyFrameRequests');
        ask({ type: 'requestKeyFrame', consumerId: entry.id });
      },
    });
  }

  async function sayReady(ready: readonly Entry[]): Promise<void> {
    if (ready.length === 0) return;
    try {
      await link.request({ type: 'consumerReady', consumerIds: ready.map(({ id }) => id) });
    } catch (error) {
      // Without the socket they are named again when it is back, and answered then.
      if (!(error instanceof CirclewellError) || error.kind !== 'unavailable')
        for (const entry of ready) drop(entry);
      return;
    }
    for (const entry of ready) {
      if (entries.get(entry.id) !== entry) continue;
      entry.isReady = true;
      if (!entry.isPaused) entry.watch?.start();
      sendLayer(entry);
    }
  }

  function take(
    entry: Entry,
    { producerId, rtpParameters }: Added,
    transport: types.Transport,
  ): Promise<types.Consumer> {
    return transport.consume({
      id: entry.id,
      producerId,
      kind: entry.kind,
      rtpParameters: parseRtpParameters(rtpParameters),
      // What has one stream id is played in step: voice with face, a screen with its own sound.
      streamId: `${entry.participantId}-${entry.source.startsWith('screen') ? 'screen' : 'person'}`,
    });
  }

  async function add(added: readonly Added[]): Promise<void> {
    const transport = recv;
    if (!transport) return;
    const known: Entry[] = [];
    const fresh: { entry: Entry; from: Added }[] = [];
    for (const from of added) {
      const entry = entries.get(from.consumerId);
      if (entry) {
        entry.isStale = false;
        setPaused(entry, from.isPaused);
        if (entry.consumer && !entry.isReady) known.push(entry);
        continue;
      }
      const { consumerId: id, participantId, source, kind, isPaused } = from;
      const state = { isReady: false, isStale: false, consumer: null, watch: null, sentLayer: null };
      const made: Entry = { id, participantId, source, kind, isPaused, ...state };
      entries.set(id, made);
      fresh.push({ entry: made, from });
    }
    // All in one tick, which mediasoup-client turns into one offer/answer round (CL50).
    const results = await Promise.allSettled(
      fresh.map(async ({ entry, from }) => take(entry, from, transport)),
    );
    const ready = known.filter((entry) => entries.get(entry.id) === entry);
    let failures = 0;
    results.forEach((result, index) => {
      const entry = fresh[index]?.entry;
      if (!entry) return;
      const isWanted = recv === transport && entries.get(entry.id) === entry;
      if (result.status === 'rejected') {
        if (!isOwnFault(result.reason)) failures += 1;
        if (isWanted) entries.delete(entry.id);
      } else if (isWanted) {
        show(entry, result.value);
        ready.push(entry);
      } else {
        result.value.close();
      }
    });
    if (recv !== transport) return;
    if (failures > 0 && failures === fresh.length) {
      options.onBroken();
      return;
    }
    await sayReady(ready);
  }

  function detach(): void {
    callOffStale();
    recv = null;
    // The transport closes them all at once; each by itself would have an SDP round of its own.
    for (const entry of entries.values()) forget(entry);
  }

  return {
    attach(next) {
      detach();
      recv = next;
    },
    detach,
    onNotice(notice) {
      switch (notice.type) {
        case 'consumersAdded':
          void add(notice.consumers);
          return;
        case 'consumersClosed':
          for (const id of notice.consumerIds) {
            const entry = entries.get(id);
            if (entry) drop(entry);
          }
          return;
        case 'consumersSwitched':
          for (const [ids, isPaused] of [
            [notice.paused, true],
            [notice.resumed, false],
          ] as const) {
            for (const id of ids) {
              const entry = entries.get(id);
              if (entry) setPaused(entry, isPaused);
            }
          }
          return;
      }
    },
    expectAllAnew(asked) {
      const transport = recv;
      for (const entry of entries.values()) entry.isStale = true;
      callOffStale();
      void asked.then(() => {
        if (recv !== transport) return;
        callOffStale();
        callOffStale = clock.after(STALE_MS, () => {
          for (const entry of entries.values()) if (entry.isStale) drop(entry);
        });
      });
    },
    lookAgain() {
      for (const { watch, isPaused } of entries.values()) if (!isPaused) watch?.start(true);
    },
    newestAt() {
      const times = [...entries.values()].map(({ consumer }) => (consumer ? readFrameAt(consumer) : null));
      return times.reduce((newest, at) => (at !== null && at > (newest ?? -Infinity) ? at : newest), null);
    },
    claimSize: (participantId, size) => sizes.claim(participantId, size),
    close() {
      detach();
      sizes.close();
    },
  };
}
