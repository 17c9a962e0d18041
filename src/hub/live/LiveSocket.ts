import type { Logger } from 'pino';
import type { Actor } from '../../domain/session/contract.ts';
import { CirclewellError, toWireError, type ErrorKind } from '../../protocol/errors.ts';
import { SILENCE_MS, type ClientMessage, type HubMessage } from '../../protocol/live.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import type { LiveGrant, LiveTickets } from '../identity/liveTickets.ts';
import type { HubClock } from './clock.ts';
import type { HubSocket } from './HubSocket.ts';
import type { GoodbyeReason, LivePeer } from './LivePeer.ts';
import { parseClientMessage } from './parseClientMessage.ts';
import type { SessionHost } from './SessionHost.ts';
import type { SessionRegistry } from './SessionRegistry.ts';
import { TokenBucket } from './TokenBucket.ts';

/** How long a client may take for its `hello`, in milliseconds (LI2). */
export const HELLO_TIMEOUT_MS = 10_000;
/** LI7. */
export const BURST_MESSAGES = 100;
export const MESSAGES_PER_SECOND = 50;
export const MAX_FLOOD_MESSAGES = 500;
export const FORGIVEN_MESSAGES_PER_SECOND = 10;
/** LI5. */
export const MAX_INVALID_MESSAGES = 10;
/** LI10: what may wait to be sent before the socket is cut, and before passing news are left out; in bytes. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;
const IDLE_BUFFERED_BYTES = 256 * 1024;
/** After a goodbye, the client has so long to close before it is cut, in milliseconds. */
const CLOSE_TIMEOUT_MS = 2_000;
const BEAT_TEXT = JSON.stringify({ type: 'beat' } satisfies HubMessage);

type Stage =
  | { readonly name: 'awaitingHello'; readonly timer: NodeJS.Timeout }
  | { readonly name: 'entering'; readonly grant: LiveGrant }
  | { readonly name: 'live'; readonly grant: LiveGrant; readonly host: SessionHost; readonly peer: LivePeer }
  | { readonly name: 'closed' };

type Deps = {
  readonly socket: HubSocket;
  readonly peerId: string;
  readonly registry: SessionRegistry;
  readonly tickets: Pick<LiveTickets, 'redeem'>;
  readonly isStillGood: (grant: LiveGrant) => Promise<boolean>;
  readonly clock: HubClock;
  readonly logger: Logger;
  readonly onClosed: () => void;
  /** Whose socket ends by a flood (LI19). */
  readonly onFlooded: (grant: LiveGrant) => void;
};

/** One WebSocket, from its hello to its end (docs/spec/live.md, LI2 to LI10). Owner: the LiveCore. */
export class LiveSocket {
  readonly #deps: Deps;
  readonly #bucket: TokenBucket;
  /** What may still come over the rate. */
  readonly #patience: TokenBucket;
  #stage: Stage;
  #logger: Logger;
  #heardAt: number;
  #invalidCount = 0;
  #floodToldAt = Number.NEGATIVE_INFINITY;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#logger = deps.logger;
    this.#heardAt = deps.clock.monotonic();
    this.#bucket = new TokenBucket({
      burst: BURST_MESSAGES,
      perSecond: MESSAGES_PER_SECOND,
      now: this.#heardAt,
    });
    this.#patience = new TokenBucket({
      burst: MAX_FLOOD_MESSAGES,
      perSecond: FORGIVEN_MESSAGES_PER_SECOND,
      now: this.#heardAt,
    });
    const timer = setTimeout(() => this.goodbye('badMessage'), HELLO_TIMEOUT_MS);
    this.#stage = { name: 'awaitingHello', timer };
    deps.socket.on('message', (data, isBinary) => this.#received(toBuffer(data), isBinary));
    deps.socket.on('close', () => this.#closed());
    // A broken frame or one beyond every limit; ws closes the socket by itself.
    deps.socket.on('error', (error) => this.#logger.debug({ err: error }, 'socket error'));
  }

  /** What the ticket granted; null before the hello and after the end. */
  get grant(): LiveGrant | null {
    return this.#stage.name === 'live' || this.#stage.name === 'entering' ? this.#stage.grant : null;
  }

  get #isClosed(): boolean {
    return this.#stage.name === 'closed';
  }

  /** Little enough waits to be sent that passing news have a sense. */
  get #isIdle(): boolean {
    const { socket } = this.#deps;
    return socket.readyState === socket.OPEN && socket.bufferedAmount < IDLE_BUFFERED_BYTES;
  }

  /** Cuts the socket if it has been silent for too long (LI8); else gives whoever is in a sign of life (LI40). To be called every `BEAT_MS`. */
  beat(): void {
    const { socket, clock } = this.#deps;
    if (clock.monotonic() - this.#heardAt > SILENCE_MS) return socket.terminate();
    if (this.#stage.name === 'live' && this.#isIdle) socket.send(BEAT_TEXT);
  }

  /** Says why and closes. Idempotent. */
  goodbye(reason: GoodbyeReason): void {
    if (this.#stage.name === 'closed') return;
    this.#send({ type: 'goodbye', reason });
    const { socket } = this.#deps;
    this.#closed();
    socket.close(1000, reason);
    setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS).unref();
  }

  #received(frame: Buffer, isBinary: boolean): void {
    if (this.#stage.name === 'closed') return;
    this.#heardAt = this.#deps.clock.monotonic();
    if (!this.#bucket.take(this.#heardAt)) return this.#flooded();
    const parsed = parseClientMessage(frame, isBinary);
    if (parsed.outcome === 'ok') return this.#handle(parsed.message);
    if (parsed.outcome === 'tooLarge') {
      this.#problem('too_large');
      return this.goodbye('badMessage');
    }
    this.#invalidCount += 1;
    if (this.#stage.name === 'awaitingHello' || this.#invalidCount >= MAX_INVALID_MESSAGES)
      return this.#outOfOrder();
    if (parsed.id === null) this.#problem('invalid');
    else
      this.#send({ type: 'refused', id: parsed.id, error: { kind: 'invalid', detail: 'malformed message' } });
  }

  #flooded(): void {
    if (!this.#patience.take(this.#heardAt)) return this.#endFlood();
    if (this.#heardAt - this.#floodToldAt < 1_000) return;
    this.#floodToldAt = this.#heardAt;
    this.#problem('rate_limited');
  }

  /** What a flooder has sent by then is left to the system, which lets no more of it come. */
  #endFlood(): void {
    const { grant } = this;
    this.goodbye('badMessage');
    this.#deps.socket.pause();
    if (grant) this.#deps.onFlooded(grant);
  }

  #handle(message: ClientMessage): void {
    const stage = this.#stage;
    switch (stage.name) {
      case 'awaitingHello':
        if (message.type !== 'hello') return this.#outOfOrder();
        return void this.#enter(message, stage.timer);
      case 'entering':
        return this.#handleEntering(message);
      case 'live':
        return this.#handleLive(message, stage);
      case 'closed':
        return;
    }
  }

  /** A client that does not wait for its snapshot is told to try again. */
  #handleEntering(message: ClientMessage): void {
    if (message.type === 'hello') return this.#outOfOrder();
    if (message.type === 'ping') return this.#pong();
    if (message.type === 'quality') return;
    this.#send({ type: 'refused', id: message.id, error: { kind: 'busy', detail: 'wait for the snapshot' } });
  }

  #handleLive(message: ClientMessage, { host, peer }: Extract<Stage, { name: 'live' }>): void {
    switch (message.type) {
      case 'hello':
        return this.#outOfOrder();
      case 'ping':
        return this.#pong();
      case 'quality':
        return host.noteQuality(peer, { rttMs: message.rttMs, lossRatio: message.lossRatio });
      case 'command':
        return this.#answer(message.id, async () => {
          const answer = await host.command(peer, message.id, message.command);
          return answer.isAccepted
            ? { type: 'accepted', id: message.id, upTo: answer.upTo }
            : { type: 'refused', id: message.id, error: answer.error };
        });
      case 'media':
        return this.#answer(message.id, async () => ({
          type: 'mediaReply',
          id: message.id,
          reply: await host.requestMedia(peer, message.request),
        }));
    }
  }

  async #enter(hello: Extract<ClientMessage, { type: 'hello' }>, timer: NodeJS.Timeout): Promise<void> {
    clearTimeout(timer);
    if (hello.protocolVersion !== PROTOCOL_VERSION) return this.goodbye('outdated');
    const grant = this.#deps.tickets.redeem(hello.ticket);
    if (!grant) return this.#signedOut();
    this.#stage = { name: 'entering', grant };
    this.#logger = this.#logger.child({ sessionId: grant.sessionId });
    try {
      await this.#enterHost(grant);
    } catch (error) {
      this.#logger.error({ err: error }, 'the session could not be entered');
      this.#send({ type: 'problem', error: toWireError(error) });
      // No goodbye: those are final, and this may pass.
      this.#deps.socket.close(1013);
    }
  }

  async #enterHost(grant: LiveGrant): Promise<void> {
    const { actor } = grant;
    if (actor.kind === 'hub') throw new CirclewellError('forbidden', 'the hub takes no part');
    // From here on a right that ends finds this socket; one that ended before it is found by this look (LI34).
    if (!(await this.#deps.isStillGood(grant))) return this.#signedOut();
    const peer = this.#asPeer(actor, grant);
    while (!this.#isClosed) {
      const host = await this.#deps.registry.hostOf(grant.sessionId);
      if (!host) {
        if (this.#deps.registry.isClosed) return this.goodbye('hubStopping');
        // No goodbye: the session was taken off the schedule, and the next ticket leads to the group's new one.
        this.#problem('not_found');
        return this.#deps.socket.close(1013);
      }
      // Nobody else may want what was loaded for a socket that is gone (LI31).
      if (this.#isClosed) return this.#deps.registry.release(grant.sessionId, host);
      this.#stage = { name: 'live', grant, host, peer };
      if (await host.enter(peer)) return;
      if (!this.#isClosed) this.#stage = { name: 'entering', grant };
    }
  }

  #asPeer(actor: Exclude<Actor, { kind: 'hub' }>, grant: LiveGrant): LivePeer {
    const isOpen = () => this.#stage.name === 'live';
    return {
      peerId: this.#deps.peerId,
      actor,
      grant,
      get isOpen() {
        return isOpen();
      },
      send: (message) => this.#send(message),
      sendIfIdle: (message) => {
        if (this.#isIdle) this.#send(message);
      },
      goodbye: (reason) => this.goodbye(reason),
    };
  }

  /** Sends what the work results in, or its error. */
  #answer(id: string, work: () => Promise<HubMessage>): void {
    work().then(
      (message) => this.#send(message),
      (error: unknown) => {
        const isKnown = error instanceof CirclewellError;
        if (!isKnown) this.#logger.error({ commandId: id, err: error }, 'a request failed');
        this.#send({ type: 'refused', id, error: toWireError(error) });
      },
    );
  }

  #signedOut(): void {
    this.#problem('signed_out');
    this.goodbye('signedOut');
  }

  #outOfOrder(): void {
    this.#problem('invalid');
    this.goodbye('badMessage');
  }

  #problem(kind: ErrorKind): void {
    this.#send({ type: 'problem', error: { kind } });
  }

  #pong(): void {
    this.#send({ type: 'pong', hubTime: this.#deps.clock.now() });
  }

  #send(message: HubMessage): void {
    const { socket } = this.#deps;
    if (this.#stage.name === 'closed' || socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) {
      this.#logger.warn('the socket does not drain');
      return socket.terminate();
    }
    socket.send(JSON.stringify(message));
  }

  #closed(): void {
    const stage = this.#stage;
    if (stage.name === 'closed') return;
    this.#stage = { name: 'closed' };
    if (stage.name === 'awaitingHello') clearTimeout(stage.timer);
    if (stage.name === 'live') void this.#deps.registry.left(stage.grant.sessionId, stage.host, stage.peer);
    this.#deps.onClosed();
  }
}

function toBuffer(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
