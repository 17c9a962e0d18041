import type { Producer } from 'mediasoup/types';
import type { Logger } from 'pino';
import type { MediaSource } from '../../protocol/media.ts';
import type { KeyFrameSpacing } from './keyFrames.ts';
import type { PeerMedia } from './PeerMedia.ts';
import type { ScoreBoard } from './ScoreBoard.ts';
import { onReturnFromSilence, withLearnedStreams } from './silence.ts';

/** A producer is not made anew sooner than this after it was made, in milliseconds: a line that loses nearly everything flutters. */
const RENEW_GAP_MS = 5_000;

type Deps = {
  readonly scores: ScoreBoard;
  readonly keyFrames: KeyFrameSpacing;
  readonly monotonic: () => number;
  readonly logger: Logger;
  mayRun(participantId: string, source: MediaSource): boolean;
  /** Does a job after what the peer has asked for so far. */
  inTurn(participantId: string, job: () => Promise<void>): Promise<void>;
  /** There is another producer now. */
  changed(): void;
  /** A producer is closed, and its client does not know. */
  lost(peer: PeerMedia): void;
};

/** Watches the producers of a session, and gives a camera that was lost for a while a new one (ME7). Owner: the MediaSession. */
export class ProducerCare {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Takes a producer into care until it closes. */
  watch(peer: PeerMedia, producer: Producer, source: MediaSource): void {
    const { scores, monotonic, logger } = this.#deps;
    const { participantId } = peer;
    const madeAt = monotonic();
    scores.watchProducer(participantId, producer);
    if (source !== 'camera') return;
    onReturnFromSilence(producer, monotonic, () => {
      if (monotonic() - madeAt < RENEW_GAP_MS) return;
      const renewed = this.#deps.inTurn(participantId, async () => this.#renew(peer, producer, source));
      renewed.catch((error: unknown) => {
        logger.error({ err: error }, 'a producer was not made anew');
        this.#deps.lost(peer);
      });
    });
  }

  /** Puts a new producer in the place of one whose sender's packets were lost for a while. Its client is not involved. */
  async #renew(peer: PeerMedia, producer: Producer, source: MediaSource): Promise<void> {
    const rtpParameters = await withLearnedStreams(producer);
    if (peer.isClosed || peer.producers.get(source) !== producer) return;
    this.#deps.keyFrames.forget(producer.id);
    const isPaused = !this.#deps.mayRun(peer.participantId, source);
    const made = await peer.produce({ source, kind: producer.kind, rtpParameters, isPaused });
    this.watch(peer, made, source);
    this.#deps.changed();
  }
}
