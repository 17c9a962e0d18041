import type { RtpCapabilities } from 'mediasoup/types';
import type { Logger } from 'pino';
import type { audienceOf } from '../../domain/session/audience.ts';
import { isSeated } from '../../domain/session/people.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import type { MediaNotice, MediaRequest } from '../../protocol/media.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import { countForwarded, type Forwarded } from './countForwarded.ts';
import { describeConsumer } from './describeConsumer.ts';
import { FloodWatch } from './FloodWatch.ts';
import { KeyFrameSpacing } from './keyFrames.ts';
import { MediaLimits } from './MediaLimits.ts';
import { handleMediaRequest, type MediaReply } from './mediaRequests.ts';
import { PeerMedia } from './PeerMedia.ts';
import type { MediaWanted } from './reconcile.ts';
import type { IceServer } from './relayPasses.ts';
import { Reconciler } from './Reconciler.ts';
import { ScoreBoard } from './ScoreBoard.ts';
import { SilenceWatch } from './SilenceWatch.ts';
import { SpeechObserver, type SpeechListener } from './SpeechObserver.ts';
import { Turns } from './Turns.ts';
import type { TransportOpener } from './webRtcTransports.ts';
import type { RouterLease, WorkerPool } from './WorkerPool.ts';

/** How long the media of a lost socket is kept, in milliseconds (docs/spec/media.md, ME13). */
export const MEDIA_GRACE_MS = 60_000;

/** What a session's media tells its host. */
export type MediaListener = SpeechListener & {
  /** mediasoup's score (0 to 10) of what comes from a participant; the worst of their producers. Throttled. */
  onScore(participantId: string, score: number): void;
  /** A participant floods and is held from now on, or is not any more (ME17). */
  onFlood(participantId: string, isHeld: boolean): void;
};

type Deps = {
  readonly pool: WorkerPool;
  readonly openTransport: TransportOpener;
  readonly audience: typeof audienceOf;
  readonly relayPasses: () => IceServer[];
  readonly listener: MediaListener;
  readonly monotonic: () => number;
  readonly logger: Logger;
};

/** The client's side of a participant's media: who is told, and which transports it knows of. */
type MediaSocket = { readonly notify: (notice: MediaNotice) => void; claimed: PeerMedia | null };

/** What the session's host, and whoever measures, may ask of the media. */
export type SessionMedia = Pick<MediaSession, keyof MediaSession>;

type Ground = { readonly lease: RouterLease; readonly speech: SpeechObserver };

/**
 * The media of one live session: a router, its peers, and a Reconciler that keeps the consumers what the state says.
 * Owner: the session's host. When the worker dies it opens a router on another and tells every client (ME2).
 */
export class MediaSession {
  readonly #deps: Deps;
  readonly #peers = new Map<string, PeerMedia>();
  readonly #sockets = new Map<string, MediaSocket>();
  readonly #graces = new Map<string, NodeJS.Timeout>();
  readonly #turns = new Turns();
  readonly #keyFrames: KeyFrameSpacing;
  readonly #limits: MediaLimits;
  readonly #reconciler: Reconciler;
  readonly #scores: ScoreBoard;
  readonly #silence: SilenceWatch<PeerMedia>;
  readonly #flood: FloodWatch;
  #ground: Ground | null = null;
  #routerId = '';
  #rtpCapabilities: RtpCapabilities = {};
  #state: SessionState | null = null;
  #wanted: MediaWanted = { isSeated: () => false, mayRun: () => false, hears: () => false };
  #isClosed = false;

  private constructor(deps: Deps) {
    this.#deps = deps;
    this.#keyFrames = new KeyFrameSpacing(deps.monotonic);
    this.#limits = new MediaLimits(deps.monotonic);
    this.#scores = new ScoreBoard({
      onParticipantScore: (participantId, score) => deps.listener.onScore(participantId, score),
    });
    this.#reconciler = new Reconciler({
      peers: () => this.#peers.values(),
      wanted: () => this.#wanted,
      notify: (peer, notice) => this.#notify(peer, notice),
      isHeld: (peer, source) =>
        this.#flood.isHeld(peer.participantId) || (source === 'camera' && this.#silence.isSilent(peer)),
      keyFrames: this.#keyFrames,
      logger: deps.logger,
    });
    this.#silence = new SilenceWatch({
      watched: () =>
        [...this.#peers.values()].filter(
          ({ participantId, producers }) =>
            producers.has('camera') && this.#wanted.mayRun(participantId, 'camera'),
        ),
      changed: () => this.#reconciler.request(),
      monotonic: deps.monotonic,
      logger: deps.logger,
    });
    this.#flood = new FloodWatch({
      watched: () => [...this.#peers.values()].filter(({ producers }) => producers.size > 0),
      turned: (participantId, isHeld) => {
        this.#reconciler.request();
        deps.listener.onFlood(participantId, isHeld);
      },
      logger: deps.logger,
    });
  }

  /** @throws CirclewellError `unavailable` where no worker lives */
  static async open(deps: Deps): Promise<MediaSession> {
    const session = new MediaSession(deps);
    await session.#openRouter();
    return session;
  }

  /** The router that carries the session, or carried it last while there is none. */
  get routerId(): string {
    return this.#routerId;
  }

  /** What the router can receive, for the clients' Device. */
  get rtpCapabilities(): RtpCapabilities {
    return this.#rtpCapabilities;
  }

  /** The newest state. What must stop is told to the worker before this returns. */
  reconcile(state: SessionState): void {
    this.#state = state;
    const audience = this.#deps.audience(state);
    this.#wanted = {
      isSeated: (participantId) => isSeated(state, participantId),
      mayRun: (participantId, source) => audience.producers.get(participantId)?.has(source) ?? false,
      hears: (listenerId, speakerId, source) => audience.hears(listenerId, speakerId, source),
    };
    this.#silence.begin();
    this.#reconciler.request();
  }

  /** A participant's client is connected. Media it left behind is kept until it is claimed, or the grace runs out. */
  attach(participantId: string, notify: (notice: MediaNotice) => void): void {
    this.#sockets.set(participantId, { notify, claimed: null });
  }

  /** A participant's client is gone. Who is no longer in the session loses their transports at once. */
  detach(participantId: string): void {
    this.#sockets.delete(participantId);
    if (!this.#peers.has(participantId) || this.#isClosed) return;
    const stage = this.#state?.participants[participantId]?.presence.stage;
    if (stage !== 'present' && stage !== 'waiting') return this.#closePeer(participantId);
    clearTimeout(this.#graces.get(participantId));
    this.#graces.set(
      participantId,
      setTimeout(() => this.#closePeer(participantId), MEDIA_GRACE_MS),
    );
  }

  /** A participant has lost the right to be here: their media ends at once, without a grace (ME15). */
  expel(participantId: string): void {
    this.#sockets.delete(participantId);
    this.#closePeer(participantId);
  }

  /**
   * Serves a client's media request; a peer's requests one after the other.
   * @throws CirclewellError `invalid`, `forbidden`, `not_found`, `unavailable`, `gone`, `rate_limited`
   */
  async handle(participantId: string, request: MediaRequest): Promise<MediaReply> {
    this.#limits.take(participantId, request.type);
    return this.#turns.take(participantId, async () => this.#serve(participantId, request));
  }

  /** What was forwarded so far to whom, counted by the worker: for the measure of isolation (ME27). */
  async forwarded(): Promise<Forwarded[]> {
    return countForwarded(this.#peers.values());
  }

  /** Resolves when the consumers are what they should be. */
  async settled(): Promise<void> {
    await this.#reconciler.settled();
  }

  /** Closes router, peers and timers. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#reconciler.close();
    this.#scores.close();
    this.#silence.close();
    this.#flood.close();
    for (const timer of this.#graces.values()) clearTimeout(timer);
    this.#graces.clear();
    for (const peer of this.#peers.values()) peer.close();
    this.#peers.clear();
    this.#sockets.clear();
    this.#ground?.speech.close();
    this.#ground?.lease.close();
    this.#ground = null;
  }

  async #openRouter(): Promise<void> {
    const { pool, listener, monotonic } = this.#deps;
    const lease = await pool.openRouter();
    const speech = await SpeechObserver.open(lease.router, listener, monotonic).catch((error: unknown) => {
      lease.close();
      throw error;
    });
    if (this.#isClosed || lease.router.closed) {
      lease.close();
      if (this.#isClosed) return;
      throw new CirclewellError('unavailable', 'the media worker died');
    }
    this.#ground = { lease, speech };
    this.#routerId = lease.router.id;
    this.#rtpCapabilities = lease.router.rtpCapabilities;
    lease.router.once('workerclose', () => void this.#rebuild());
  }

  /** The worker died: nobody leaves, everybody is asked to open transports again. */
  async #rebuild(): Promise<void> {
    if (this.#isClosed) return;
    const lost = this.#ground;
    lost?.lease.close();
    this.#ground = null;
    for (const participantId of this.#peers.keys()) this.#closePeer(participantId);
    for (;;) {
      try {
        await this.#openRouter();
        break;
      } catch (error) {
        if (this.#isClosed) return lost?.speech.close();
        this.#deps.logger.error({ err: error }, 'media not rebuilt yet');
      }
    }
    this.#deps.logger.warn({ peers: this.#sockets.size }, 'media rebuilt on another worker');
    for (const { notify } of this.#sockets.values()) {
      notify({ type: 'mediaReset', routerId: this.#routerId, rtpCapabilities: this.#rtpCapabilities });
    }
    // The turns that ended with the worker are written when everybody can go on.
    lost?.speech.close();
  }

  async #serve(participantId: string, request: MediaRequest): Promise<MediaReply> {
    const ground = this.#ground;
    if (!ground) throw new CirclewellError('unavailable', 'the media worker is being replaced');
    const socket = this.#sockets.get(participantId);
    if (!socket) throw new CirclewellError('gone', 'the socket is closed');
    return handleMediaRequest(request, {
      participantId,
      state: this.#state,
      peer: this.#peers.get(participantId) ?? null,
      mayRun: (id, source) => this.#wanted.mayRun(id, source),
      keyFrames: this.#keyFrames,
      relayPasses: this.#deps.relayPasses,
      logger: this.#deps.logger,
      monotonic: this.#deps.monotonic,
      openPeer: async (rtpCapabilities) => this.#openPeer(participantId, rtpCapabilities, ground.lease),
      takeUp: (peer) => this.#takeUp(peer),
      watchProducer: async (peer, producer, source) => {
        this.#scores.watchProducer(peer.participantId, producer);
        this.#silence.begin();
        this.#flood.begin();
        if (source === 'mic') await ground.speech.watch(producer, peer.participantId);
      },
      producersChanged: () => this.#reconciler.requestSoon(PRODUCE_GATHER_MS),
      consumersReady: () => this.#reconciler.request(),
      forceKeyFrame: (producerId) => this.#reconciler.forceKeyFrame(producerId),
    });
  }

  async #openPeer(
    participantId: string,
    rtpCapabilities: RtpCapabilities,
    lease: RouterLease,
  ): Promise<PeerMedia> {
    const peer = await PeerMedia.open({
      participantId,
      rtpCapabilities,
      lease,
      openTransport: this.#deps.openTransport,
    });
    const socket = this.#sockets.get(participantId);
    if (!socket || this.#isClosed || this.#ground?.lease !== lease) {
      peer.close();
      throw new CirclewellError(
        socket ? 'unavailable' : 'gone',
        'the transports were closed while they opened',
      );
    }
    this.#closePeer(participantId);
    this.#peers.set(participantId, peer);
    socket.claimed = peer;
    lease.setLoad(this.#peers.size);
    this.#reconciler.request();
    return peer;
  }

  /** A new socket goes on with transports of a former one: from now on it is told, first of all there is. */
  #takeUp(peer: PeerMedia): void {
    clearTimeout(this.#graces.get(peer.participantId));
    this.#graces.delete(peer.participantId);
    const socket = this.#sockets.get(peer.participantId);
    if (!socket || socket.claimed === peer) return;
    socket.claimed = peer;
    const items = [...peer.consumers.values()];
    if (peer.closedIds.length > 0)
      socket.notify({ type: 'consumersClosed', consumerIds: [...peer.closedIds] });
    if (items.length === 0) return;
    socket.notify({ type: 'consumersAdded', consumers: items.map(describeConsumer) });
    const idsOf = (isHeard: boolean) =>
      items.filter((item) => item.isHeard === isHeard).map((item) => item.consumer.id);
    socket.notify({ type: 'consumersSwitched', resumed: idsOf(true), paused: idsOf(false) });
  }

  #notify(peer: PeerMedia, notice: MediaNotice): void {
    const socket = this.#sockets.get(peer.participantId);
    if (socket?.claimed === peer) socket.notify(notice);
  }

  #closePeer(participantId: string): void {
    clearTimeout(this.#graces.get(participantId));
    this.#graces.delete(participantId);
    const peer = this.#peers.get(participantId);
    if (!peer) return;
    for (const producer of peer.producers.values()) this.#keyFrames.forget(producer.id);
    this.#peers.delete(participantId);
    peer.close();
    this.#ground?.lease.setLoad(this.#peers.size);
    this.#reconciler.request();
  }
}

/** A client makes its microphone's and its camera's producer one after the other; both go into one `consumersAdded`. */
const PRODUCE_GATHER_MS = 20;
