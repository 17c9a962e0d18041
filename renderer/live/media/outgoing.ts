import type { types } from 'mediasoup-client';
import { mediaSourceSchema } from '../../../src/protocol/media.ts';
import type { MediaSource } from '../../../src/protocol/media.ts';
import type { HubLink } from './hubLink.ts';
import { setActive } from './setActive.ts';

/** What should be sent of a source. */
export type Wanted = {
  /** Null: there is no device; a producer that there is stays, with nothing on its sender. */
  readonly track: MediaStreamTrack | null;
  /** Whether packets may leave now. */
  readonly isLive: boolean;
  /** Close the producer where the track is gone, rather than keep it warm. Screens do. */
  readonly closesWithoutTrack: boolean;
};

/** A producer on its way. */
type Making = { sender: RTCRtpSender | undefined; isEmptied: boolean };

type SendOptions = Pick<types.ProducerOptions, 'encodings' | 'codecOptions'>;

/** The producers of one peer: whatever is wanted, and however often it changes, what there is follows. */
export interface Outgoing {
  /** Produces on this transport from now on. */
  attach(send: types.Transport): void;
  /** Forgets the transport, which is its owner's to close. */
  detach(): void;
  want(source: MediaSource, wanted: Wanted): void;
  close(): void;
}

const NOTHING: Wanted = { track: null, isLive: false, closesWithoutTrack: false };

/**
 * @param optionsFor simulcast and codec options of a source
 * @param onBroken a producer could not be made or changed: the transport is of no more use
 */
export function createOutgoing(options: {
  link: HubLink;
  optionsFor: (source: MediaSource) => SendOptions;
  onBroken: () => void;
}): Outgoing {
  const wantedOf = new Map<MediaSource, Wanted>();
  const producers = new Map<MediaSource, types.Producer>();
  const making = new Map<MediaSource, Making>();
  const settling = new Set<MediaSource>();
  /** Sources that something has changed for since their last step began. */
  const changed = new Set<MediaSource>();
  let send: types.Transport | null = null;

  function targetOf({ track, isLive }: Wanted): MediaStreamTrack | null {
    return isLive && track?.readyState === 'live' ? track : null;
  }

  /** One step towards what is wanted. False where there is nothing left to do. */
  async function step(source: MediaSource, transport: types.Transport): Promise<boolean> {
    const wanted = wantedOf.get(source) ?? NOTHING;
    const producer = producers.get(source);
    if (!producer || producer.closed) {
      if (wanted.track?.readyState !== 'live') return false;
      await produce(source, wanted.track, transport);
      return true;
    }
    if (!wanted.track && wanted.closesWithoutTrack) {
      producers.delete(source);
      producer.close();
      await options.link.request({ type: 'closeProducer', source });
      return true;
    }
    const target = targetOf(wanted);
    if (producer.track === target) return false;
    // An empty sender sends nothing, and filling it again needs no offer and no answer (ADR 0030).
    if (target) await setActive(producer, true);
    await producer.replaceTrack({ track: target });
    if (!target) await setActive(producer, false);
    return true;
  }

  function empty(sender: RTCRtpSender | undefined): void {
    void sender?.replaceTrack(null).catch(() => undefined);
  }

  async function produce(
    source: MediaSource,
    track: MediaStreamTrack,
    transport: types.Transport,
  ): Promise<void> {
    const made: Making = { sender: undefined, isEmptied: false };
    making.set(source, made);
    try {
      const producer = await transport.produce({
        ...options.optionsFor(source),
        track,
        stopTracks: false,
        disableTrackOnPause: false,
        zeroRtpOnPause: false,
        appData: { source },
        onRtpSender(sender) {
          made.sender = sender;
          keepEmpty(source);
        },
      });
      if (send !== transport) {
        producer.close();
        return;
      }
      producers.set(source, producer);
      if (!made.isEmptied) return;
      await producer.replaceTrack({ track: null });
      await setActive(producer, false);
    } finally {
      if (making.get(source) === made) making.delete(source);
    }
  }

  /** A sender that is being made is emptied before its first offer, or amid it: not even one packet leaves that may not (CL41). */
  function keepEmpty(source: MediaSource): void {
    const made = making.get(source);
    if (!made || targetOf(wantedOf.get(source) ?? NOTHING)) return;
    made.isEmptied = true;
    empty(made.sender);
  }

  /** Whatever closes the transport may take its time: until then nothing is encoded for it. */
  function letGo(): void {
    for (const { rtpSender } of producers.values()) empty(rtpSender);
    for (const { sender } of making.values()) empty(sender);
    producers.clear();
    making.clear();
    send = null;
  }

  async function settle(source: MediaSource): Promise<void> {
    changed.add(source);
    if (settling.has(source)) return;
    settling.add(source);
    try {
      for (let transport = send; transport !== null; transport = send) {
        changed.delete(source);
        try {
          const hasMore = await step(source, transport);
          if (!hasMore && !changed.has(source)) return;
        } catch {
          // A track may have ended meanwhile, which is no fault of the transport; what is wanted follows by itself.
          if (send !== transport || changed.has(source)) continue;
          if (wantedOf.get(source)?.track?.readyState === 'live') options.onBroken();
          return;
        }
      }
    } finally {
      settling.delete(source);
    }
  }

  return {
    attach(next) {
      letGo();
      send = next;
      for (const source of mediaSourceSchema.options) void settle(source);
    },
    detach: letGo,
    want(source, wanted) {
      wantedOf.set(source, wanted);
      keepEmpty(source);
      void settle(source);
    },
    close() {
      letGo();
      wantedOf.clear();
    },
  };
}
