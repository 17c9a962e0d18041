import type { Logger } from 'pino';
import { z } from 'zod';
import { MAX_INCOMING_BITRATE } from './webRtcTransports.ts';

/** Between two looks, in milliseconds: long enough that a browser that tries out a line is under the limit on the whole. */
const LOOK_MS = 2_000;
/** What the worker asks senders to stay below is held by every browser; twice that nobody sends by mistake. */
const FLOOD_BITRATE = 2 * MAX_INCOMING_BITRATE;

/** A PeerMedia fits. */
type Peer = { readonly send: { readonly transport: { getStats(): Promise<readonly unknown[]> } } };
/** Of mediasoup's statistics of any transport. */
const statsSchema = z.tuple([z.object({ rtpBytesReceived: z.number() })]);

type Seen = { readonly bytes: number; readonly lookedAt: number; readonly isFlooding: boolean };

type Deps<P extends Peer> = {
  /** Whose line is to be watched now: whoever sends anything. */
  watched(): readonly P[];
  /** Somebody has begun to flood, or does not any more. */
  changed(): void;
  readonly monotonic: () => number;
  readonly logger: Logger;
};

/**
 * Notices who sends far more than a participant's media can be (ME17), by the worker's count of RTP bytes. mediasoup asks a sender to slow
 * down and forwards what comes all the same: a changed client could fill everybody's line.
 */
export class FloodWatch<P extends Peer> {
  readonly #deps: Deps<P>;
  readonly #seen = new Map<P, Seen>();
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;
  #isClosed = false;

  constructor(deps: Deps<P>) {
    this.#deps = deps;
  }

  isFlooding(peer: P): boolean {
    return this.#seen.get(peer)?.isFlooding ?? false;
  }

  /** There may be somebody to watch now. Who no longer is to be watched is forgotten at the next look. */
  begin(): void {
    if (this.#isClosed || this.#timer || this.#isLooking) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#look();
    }, LOOK_MS);
    this.#timer.unref();
  }

  /** Idempotent. */
  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#seen.clear();
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    const watched = new Set(this.#deps.watched());
    for (const peer of this.#seen.keys()) if (!watched.has(peer)) this.#seen.delete(peer);
    // A transport that was closed meanwhile does not answer, and its peer is not watched the next time.
    const turned = (await Promise.allSettled([...watched].map(async (peer) => this.#lookAt(peer)))).filter(
      (result) => result.status === 'fulfilled' && result.value,
    );
    this.#isLooking = false;
    if (this.#isClosed) return;
    if (turned.length > 0) this.#deps.changed();
    if (watched.size > 0) this.begin();
  }

  /** Whether it has begun to flood, or does not any more. */
  async #lookAt(peer: P): Promise<boolean> {
    const [{ rtpBytesReceived: bytes }] = statsSchema.parse(await peer.send.transport.getStats());
    const lookedAt = this.#deps.monotonic();
    const before = this.#seen.get(peer);
    const bitrate = before
      ? ((bytes - before.bytes) * 8 * 1_000) / Math.max(1, lookedAt - before.lookedAt)
      : 0;
    const isFlooding = bitrate > FLOOD_BITRATE;
    this.#seen.set(peer, { bytes, lookedAt, isFlooding });
    if (isFlooding === (before?.isFlooding ?? false)) return false;
    if (isFlooding)
      this.#deps.logger.warn(
        { bitrate: Math.round(bitrate) },
        'somebody floods the hub: held, and heard by nobody',
      );
    else this.#deps.logger.info('who flooded the hub does not any more');
    return true;
  }
}
