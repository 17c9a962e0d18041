import type { Logger } from 'pino';
import { z } from 'zod';
import { Rounds } from './Rounds.ts';

/** Between two looks at a line from which something comes, in milliseconds. */
const LOOK_MS = 500;
/**
 * From the first look at which nothing has come to the second, in milliseconds, at which the line is silent: 0.8 to 1.3 s after the last packet, well
 * before mediasoup gives its camera up, after 1.5 s. One look alone would hold a muted participant's slow camera, or whoever's machine is busy.
 */
const DOUBTED_LOOK_MS = 300;
/** Between two looks at a line that is silent, in milliseconds: its picture stands still for as long as the look is late. */
const SILENT_LOOK_MS = 50;

/** A PeerMedia fits. */
type Peer = { readonly send: { readonly transport: { getStats(): Promise<readonly unknown[]> } } };
/** Of mediasoup's statistics of any transport. */
const statsSchema = z.tuple([z.object({ rtpBytesReceived: z.number() })]);

type Seen = {
  readonly bytes: number;
  readonly hasCome: boolean;
  readonly lookedAt: number;
  /** Of three: something comes, nothing came once, nothing came twice. */
  readonly state: 'speaks' | 'doubted' | 'silent';
};

const NEXT_LOOK_MS: Readonly<Record<Seen['state'], number>> = {
  speaks: LOOK_MS,
  doubted: DOUBTED_LOOK_MS,
  silent: SILENT_LOOK_MS,
};

type Deps<P extends Peer> = {
  /** Whose line is to be watched now: whoever may send a camera. */
  watched(): readonly P[];
  /** Somebody's line has fallen silent, or something comes from it again. */
  changed(): void;
  readonly monotonic: () => number;
  readonly logger: Logger;
};

/**
 * Notices when nothing comes any more from participants who send (ME7; ADR 0119): by the worker's count of RTP bytes, which is read
 * twice a second for each camera that runs. Who has not sent anything yet is not silent.
 */
export class SilenceWatch<P extends Peer> {
  readonly #deps: Deps<P>;
  readonly #seen = new Map<P, Seen>();
  readonly #rounds = new Rounds(() => this.#look());

  constructor(deps: Deps<P>) {
    this.#deps = deps;
  }

  isSilent(peer: P): boolean {
    return this.#seen.get(peer)?.state === 'silent';
  }

  /** There may be somebody to watch now. Who no longer is to be watched is forgotten at the next look. */
  begin(): void {
    this.#rounds.begin(LOOK_MS);
  }

  /** Idempotent. */
  close(): void {
    this.#rounds.close();
    this.#seen.clear();
  }

  /** @returns in how many milliseconds the next look is due; null where there is nobody to look at */
  async #look(): Promise<number | null> {
    const now = this.#deps.monotonic();
    const watched = new Set(this.#deps.watched());
    for (const peer of this.#seen.keys()) if (!watched.has(peer)) this.#seen.delete(peer);
    const due = [...watched].filter((peer) => {
      const seen = this.#seen.get(peer);
      return seen === undefined || now - seen.lookedAt >= NEXT_LOOK_MS[seen.state];
    });
    // A transport that was closed meanwhile does not answer, and its peer is not watched the next time.
    const turned = (await Promise.allSettled(due.map(async (peer) => this.#lookAt(peer, now)))).filter(
      (result) => result.status === 'fulfilled' && result.value,
    );
    if (this.#rounds.isClosed) return null;
    if (turned.length > 0) this.#deps.changed();
    if (watched.size === 0) return null;
    return Math.min(LOOK_MS, ...[...this.#seen.values()].map(({ state }) => NEXT_LOOK_MS[state]));
  }

  /** Whether it has turned silent, or is not silent any more. */
  async #lookAt(peer: P, now: number): Promise<boolean> {
    const [{ rtpBytesReceived: bytes }] = statsSchema.parse(await peer.send.transport.getStats());
    const seen = this.#seen.get(peer);
    if (!seen) {
      this.#seen.set(peer, { bytes, hasCome: false, lookedAt: now, state: 'speaks' });
      return false;
    }
    const hasCome = bytes !== seen.bytes;
    const state = hasCome || !seen.hasCome ? 'speaks' : seen.state === 'speaks' ? 'doubted' : 'silent';
    const isSilent = state === 'silent';
    const hasTurned = isSilent !== (seen.state === 'silent');
    this.#seen.set(peer, { bytes, hasCome: seen.hasCome || hasCome, lookedAt: now, state });
    if (hasTurned) this.#deps.logger.debug({ isSilent }, 'a line fell silent, or speaks again');
    return hasTurned;
  }
}
