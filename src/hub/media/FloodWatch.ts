import type { Logger } from 'pino';
import { z } from 'zod';
import { Rounds } from './Rounds.ts';
import { MAX_INCOMING_BITRATE } from './webRtcTransports.ts';

/** Between two looks while nobody sends much, in milliseconds: every look wakes the hub. */
const LOOK_MS = 5_000;
/**
 * Between two looks while somebody is near a flood, is held, or sends over a transport that was not seen before, in milliseconds: long enough
 * that a browser that tries out a line is under the limit on the whole.
 */
const CLOSE_LOOK_MS = 2_000;
/** What the worker asks senders to stay below is held by every browser; twice that nobody sends by mistake. */
const FLOOD_BITRATE = 2 * MAX_INCOMING_BITRATE;
const NEAR_BITRATE = FLOOD_BITRATE / 2;
/** So many quiet looks on end release who flooded for the first time, 10 s; one alone would fall into the pauses of who floods in bursts. Twice as many each time. */
const FIRST_HOLD_LOOKS = 5;
/** 160 s. */
const LONGEST_HOLD_LOOKS = 80;

/** A PeerMedia fits. */
type Peer = {
  readonly participantId: string;
  readonly send: { readonly transport: { getStats(): Promise<readonly unknown[]> } };
};
/** Of mediasoup's statistics of any transport; the timestamp is the worker's, in milliseconds of a clock that never jumps. */
const statsSchema = z.tuple([
  z.object({ transportId: z.string(), timestamp: z.number(), rtpBytesReceived: z.number() }),
]);

type Seen = { readonly transportId: string; readonly bytes: number; readonly timestamp: number };
/** Of who flooded: the quiet looks on end that it takes, and how many are still to come, one more since a flood may end before the first; 0 once released. */
type Hold = { readonly looks: number; readonly left: number };

type Deps = {
  /** Whose line is to be watched now: whoever sends anything. */
  watched(): readonly Peer[];
  /** Somebody is held from now on, or is not any more. */
  turned(participantId: string, isHeld: boolean): void;
  readonly logger: Logger;
};

/**
 * Notices who sends far more than a participant's media can be (ME17), by the worker's count of RTP bytes. mediasoup asks a sender to slow
 * down and forwards what comes all the same: a changed client could fill everybody's line. What is known of a participant is kept as long
 * as the session's media, so that nobody gets away from it by opening transports anew.
 */
export class FloodWatch {
  readonly #deps: Deps;
  readonly #seen = new Map<string, Seen>();
  readonly #holds = new Map<string, Hold>();
  readonly #rounds = new Rounds(() => this.#look());

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  isHeld(participantId: string): boolean {
    return (this.#holds.get(participantId)?.left ?? 0) > 0;
  }

  /** There may be somebody to watch now. */
  begin(): void {
    this.#rounds.begin(LOOK_MS);
  }

  /** Idempotent. */
  close(): void {
    this.#rounds.close();
    this.#seen.clear();
    this.#holds.clear();
  }

  /** @returns in how many milliseconds the next look is due; null where there is nobody to look at */
  async #look(): Promise<number | null> {
    const watched = this.#deps.watched();
    const bitrates = new Map(
      await Promise.all(
        watched.map(async (peer) => [peer.participantId, await this.#bitrateOf(peer)] as const),
      ),
    );
    if (this.#rounds.isClosed) return null;
    for (const [participantId, bitrate] of bitrates) this.#judge(participantId, bitrate);
    const held = [...this.#holds.keys()].filter((participantId) => this.isHeld(participantId));
    // Who sends nothing at all is quiet too.
    for (const participantId of held) if (!bitrates.has(participantId)) this.#judge(participantId, 0);
    const isClose =
      held.length > 0 || [...bitrates.values()].some((bitrate) => bitrate === null || bitrate > NEAR_BITRATE);
    if (isClose) return CLOSE_LOOK_MS;
    return watched.length > 0 ? LOOK_MS : null;
  }

  /** Since the last look; by the worker's time, since the hub may get to an answer late. Null where the transport was not seen before and no flood came over it. */
  async #bitrateOf({ participantId, send }: Peer): Promise<number | null> {
    // A transport that was closed meanwhile does not answer, and nothing comes over it.
    const stats = await send.transport.getStats().then(statsSchema.parse, () => null);
    if (stats === null) return 0;
    const [{ transportId, timestamp, rtpBytesReceived: bytes }] = stats;
    const before = this.#seen.get(participantId);
    this.#seen.set(participantId, { transportId, bytes, timestamp });
    if (!before || timestamp <= before.timestamp) return null;
    // All that came over a new transport came since the last look.
    const isNew = transportId !== before.transportId;
    const bitrate = ((bytes - (isNew ? 0 : before.bytes)) * 8 * 1_000) / (timestamp - before.timestamp);
    return isNew && bitrate <= FLOOD_BITRATE ? null : bitrate;
  }

  #judge(participantId: string, bitrate: number | null): void {
    // Neither a flood nor quiet: who is held does not get out by opening transports anew.
    if (bitrate === null) return;
    const { looks, left } = this.#holds.get(participantId) ?? { looks: 0, left: 0 };
    const { turned, logger } = this.#deps;
    if (bitrate > FLOOD_BITRATE && left > 0) this.#holds.set(participantId, { looks, left: looks + 1 });
    else if (bitrate > FLOOD_BITRATE) {
      const next = looks === 0 ? FIRST_HOLD_LOOKS : Math.min(looks * 2, LONGEST_HOLD_LOOKS);
      this.#holds.set(participantId, { looks: next, left: next + 1 });
      logger.warn(
        { participantId, bitrate: Math.round(bitrate) },
        'somebody floods the hub: held, and heard by nobody',
      );
      turned(participantId, true);
    } else if (left > 0) {
      this.#holds.set(participantId, { looks, left: left - 1 });
      if (left > 1) return;
      logger.info({ participantId }, 'who flooded the hub does not any more');
      turned(participantId, false);
    }
  }
}
