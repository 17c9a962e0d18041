import type { Logger } from 'pino';
import { z } from 'zod';

/** How often it is asked whose socket is quiet, in milliseconds. */
const LOOK_MS = 200;
/** From the first look at a line whose socket is quiet to the next, in milliseconds, at which the line is silent where nothing has come. */
const STILL_MS = 400;
/** Between two looks at a line that is silent, in milliseconds: its picture stands still for as long as the look is late. */
const SILENT_LOOK_MS = 50;

/** A PeerMedia fits. */
type Peer = { readonly send: { readonly transport: { getStats(): Promise<readonly unknown[]> } } };
/** Of mediasoup's statistics of any transport. */
const statsSchema = z.tuple([z.object({ rtpBytesReceived: z.number() })]);

type Seen = { readonly bytes: number; readonly lookedAt: number; readonly isSilent: boolean };

type Deps<P extends Peer> = {
  /** Whose line is to be watched now: whoever may send a camera. */
  watched(): readonly P[];
  /** Whether somebody's socket has missed a heartbeat, or is gone. */
  isQuiet(peer: P): boolean;
  /** Somebody's line has fallen silent, or something comes from it again. */
  changed(): void;
  readonly monotonic: () => number;
  readonly logger: Logger;
};

/**
 * Notices when nothing comes any more from participants who send (ME7; ADR 0155): first by the quiet of their socket, which costs nothing
 * to see, then by the worker's count of RTP bytes. Who has not sent anything yet is not silent.
 */
export class SilenceWatch<P extends Peer> {
  readonly #deps: Deps<P>;
  readonly #seen = new Map<P, Seen>();
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;
  #isClosed = false;

  constructor(deps: Deps<P>) {
    this.#deps = deps;
  }

  isSilent(peer: P): boolean {
    return this.#seen.get(peer)?.isSilent ?? false;
  }

  /** There may be somebody to watch now. Who no longer is to be watched is forgotten at the next look. */
  begin(): void {
    if (!this.#timer && !this.#isLooking) this.#lookIn(LOOK_MS);
  }

  /** Idempotent. */
  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#seen.clear();
  }

  #lookIn(delayMs: number): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#look();
    }, delayMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    const now = this.#deps.monotonic();
    const watched = this.#deps.watched();
    const doubtful = watched.filter((peer) => this.isSilent(peer) || this.#deps.isQuiet(peer));
    for (const peer of this.#seen.keys()) if (!doubtful.includes(peer)) this.#seen.delete(peer);
    const due = doubtful.filter((peer) => {
      const seen = this.#seen.get(peer);
      return seen === undefined || now - seen.lookedAt >= (seen.isSilent ? SILENT_LOOK_MS : STILL_MS);
    });
    // A transport that was closed meanwhile does not answer, and its peer is not watched the next time.
    const turned = (await Promise.allSettled(due.map(async (peer) => this.#lookAt(peer, now)))).filter(
      (result) => result.status === 'fulfilled' && result.value,
    );
    this.#isLooking = false;
    if (this.#isClosed) return;
    if (turned.length > 0) this.#deps.changed();
    if (watched.length === 0) return;
    this.#lookIn(watched.some((peer) => this.isSilent(peer)) ? SILENT_LOOK_MS : LOOK_MS);
  }

  /** Whether it has turned silent, or is not silent any more. */
  async #lookAt(peer: P, now: number): Promise<boolean> {
    const [{ rtpBytesReceived: bytes }] = statsSchema.parse(await peer.send.transport.getStats());
    const seen = this.#seen.get(peer);
    const isSilent = bytes > 0 && bytes === seen?.bytes;
    const hasTurned = isSilent !== (seen?.isSilent ?? false);
    this.#seen.set(peer, { bytes, lookedAt: now, isSilent });
    if (hasTurned) this.#deps.logger.debug({ isSilent }, 'a line fell silent, or speaks again');
    return hasTurned;
  }
}
