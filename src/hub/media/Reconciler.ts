import type { Producer } from 'mediasoup/types';
import type { Logger } from 'pino';
import type { MediaNotice, MediaSource } from '../../protocol/media.ts';
import { describeConsumer } from './describeConsumer.ts';
import type { KeyFrameSpacing } from './keyFrames.ts';
import type { PeerConsumer, PeerMedia } from './PeerMedia.ts';
import { reconcile, type MediaWanted, type ReconcilePlan } from './reconcile.ts';

type Deps = {
  peers(): Iterable<PeerMedia>;
  wanted(): MediaWanted;
  /** Tells a peer's client; does nothing while it has no socket. */
  notify(peer: PeerMedia, notice: MediaNotice): void;
  /** Whether a source is held for as long as nothing comes from its sender (ME7). */
  isHeld(peer: PeerMedia, source: MediaSource): boolean;
  readonly keyFrames: KeyFrameSpacing;
  readonly logger: Logger;
};

type Placed = { readonly peer: PeerMedia; readonly item: PeerConsumer };
type PlacedProducer = { readonly peer: PeerMedia; readonly producer: Producer; readonly source: MediaSource };

/** What one pass works on: the peers as they stood when it began. */
type Ground = {
  readonly peers: ReadonlyMap<string, PeerMedia>;
  readonly producers: ReadonlyMap<string, PlacedProducer>;
  readonly consumers: ReadonlyMap<string, Placed>;
};

/**
 * How long after anybody's transports were opened, and after the last consumer was made of somebody who is heard, those of people in other
 * rooms are made, in milliseconds: making them keeps hub, worker and browsers busy, and those of the own room go first (ADR 0120, 0147).
 */
const OTHER_ROOMS_LATER_MS = 2_000;
/** But so long at most, in milliseconds, where people come one after the other. */
const OTHER_ROOMS_LATEST_MS = 6_000;
/** From one listener's consumers of people in other rooms to the next one's, in milliseconds. */
const NEXT_LISTENER_MS = 100;

/**
 * Makes a session's consumers what they should be. Nothing else pauses, resumes, creates or closes one. One pass at a
 * time; a change that comes meanwhile is seen by the next pass, which works on the newest state (docs/spec/media.md, ME20 to ME26).
 */
export class Reconciler {
  readonly #deps: Deps;
  /** Whose transports have been seen. */
  readonly #known = new WeakSet<PeerMedia>();
  /** Until when everybody is left alone with those of their own room, on the clock of `performance`. */
  #busyUntil = 0;
  /** Since when consumers of people in other rooms wait to be made; null while none does. */
  #othersSince: number | null = null;
  #isRunning = false;
  #isDirty = false;
  #isClosed = false;
  #later: { readonly timer: NodeJS.Timeout; readonly dueAt: number } | null = null;
  #idle: (() => void)[] = [];

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Something changed. What must stop is told to the worker before this returns, unless a pass is under way. */
  request(): void {
    if (this.#isClosed) return;
    this.#isDirty = true;
    if (!this.#isRunning) void this.#run();
  }

  /** Something changed that can wait so long for more of its kind: producers come in twos. The earliest wish counts. */
  requestSoon(delayMs: number): void {
    if (this.#isClosed) return;
    const dueAt = performance.now() + delayMs;
    if (this.#later && this.#later.dueAt <= dueAt) return;
    if (this.#later) clearTimeout(this.#later.timer);
    const timer = setTimeout(() => {
      this.#later = null;
      this.request();
    }, delayMs);
    this.#later = { timer, dueAt };
  }

  /**
   * Asks for a key frame of a producer that runs, at once: mediasoup passes on no second request within a second of one that was lost, but
   * resuming always asks (ADR 0022). False where it may not run, or was forced of late (ME26).
   */
  forceKeyFrame(producerId: string): boolean {
    const placed = this.#survey().producers.get(producerId);
    if (!placed || placed.producer.paused) return false;
    const { peer, producer, source } = placed;
    if (!this.#deps.wanted().mayRun(peer.participantId, source) || this.#deps.isHeld(peer, source))
      return false;
    if (!this.#deps.keyFrames.takeForced(producerId)) return false;
    // Written in one go, so that no pass comes between them; a producer that was closed meanwhile refuses.
    void Promise.allSettled([producer.pause(), producer.resume()]);
    return true;
  }

  /** Resolves when nothing is left to do. */
  async settled(): Promise<void> {
    if (!this.#isRunning && !this.#later) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Does nothing more from now on. Idempotent. */
  close(): void {
    this.#isClosed = true;
    if (this.#later) clearTimeout(this.#later.timer);
    this.#later = null;
    this.#wakeIdle();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#isDirty && !this.#isClosed) {
        this.#isDirty = false;
        await this.#pass();
      }
    } catch (error) {
      this.#deps.logger.error({ err: error }, 'media reconcile failed');
    } finally {
      this.#isRunning = false;
      if (!this.#later) this.#wakeIdle();
    }
  }

  #wakeIdle(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #pass(): Promise<void> {
    const ground = this.#survey();
    const plan = reconcile(
      {
        listeners: [...ground.peers.keys()],
        producers: [...ground.producers.values()].map(({ peer, producer, source }) => ({
          id: producer.id,
          participantId: peer.participantId,
          source,
          kind: producer.kind,
          isPaused: producer.paused,
          isHeld: this.#deps.isHeld(peer, source),
        })),
        consumers: [...ground.consumers.values()].map(({ peer, item }) => ({
          id: item.consumer.id,
          producerId: item.consumer.producerId,
          listenerId: peer.participantId,
          isPaused: item.consumer.paused,
          isReady: item.isReady,
          isHeard: item.isHeard,
        })),
      },
      this.#deps.wanted(),
    );
    // The worker handles what is written in order, so nothing below has to wait for what stands above it (ME24).
    this.#closeConsumers(plan, ground);
    const writes = [
      ...plan.pauseConsumers.map(async (id) => ground.consumers.get(id)?.item.consumer.pause()),
      ...plan.pauseProducers.map(async (id) => ground.producers.get(id)?.producer.pause()),
      ...this.#resume(plan, ground),
    ];
    this.#tellSwitched(plan, ground);
    const created = this.#due(plan, ground).map(async (wanted) => this.#create(wanted, ground));
    for (const result of await Promise.allSettled(writes)) {
      // A consumer or transport that was closed meanwhile refuses; the next pass no longer finds it.
      if (result.status === 'rejected')
        this.#deps.logger.debug({ err: result.reason }, 'media write refused');
    }
    this.#tellAdded(await Promise.all(created));
  }

  #survey(): Ground {
    const peers = new Map<string, PeerMedia>();
    const producers = new Map<string, PlacedProducer>();
    const consumers = new Map<string, Placed>();
    for (const peer of this.#deps.peers()) {
      if (peer.isClosed) continue;
      peers.set(peer.participantId, peer);
      for (const [source, producer] of peer.producers) {
        if (!producer.closed) producers.set(producer.id, { peer, producer, source });
      }
      for (const [id, item] of peer.consumers) consumers.set(id, { peer, item });
    }
    return { peers, producers, consumers };
  }

  #closeConsumers(plan: ReconcilePlan, { consumers }: Ground): void {
    const placed = plan.closeConsumers.flatMap((id) => consumers.get(id) ?? []);
    for (const { peer, item } of placed) {
      item.consumer.close();
      peer.consumerClosed(item.consumer.id);
    }
    for (const [peer, gone] of Map.groupBy(placed, ({ peer }) => peer)) {
      this.#deps.notify(peer, {
        type: 'consumersClosed',
        consumerIds: gone.map(({ item }) => item.consumer.id),
      });
    }
  }

  #resume(plan: ReconcilePlan, { producers, consumers }: Ground): Promise<void>[] {
    const { keyFrames } = this.#deps;
    const writes: Promise<void>[] = [];
    const started = new Set<string>();
    for (const id of plan.resumeProducers) {
      const producer = producers.get(id)?.producer;
      if (!producer) continue;
      if (producer.kind === 'video') keyFrames.asked(id);
      started.add(id);
      writes.push(producer.resume());
    }
    for (const id of plan.resumeConsumers) {
      const consumer = consumers.get(id)?.item.consumer;
      if (!consumer) continue;
      if (consumer.kind === 'video' && !started.has(consumer.producerId)) {
        const waitMs = keyFrames.waitFor(consumer.producerId);
        if (waitMs > 0) {
          this.requestSoon(Math.ceil(waitMs));
          continue;
        }
        // All who want this producer in this pass share one request.
        started.add(consumer.producerId);
        keyFrames.asked(consumer.producerId);
      }
      writes.push(consumer.resume());
    }
    return writes;
  }

  #tellSwitched(plan: ReconcilePlan, { consumers }: Ground): void {
    const notices = new Map<PeerMedia, { resumed: string[]; paused: string[] }>();
    const note = (id: string, isHeard: boolean) => {
      const placed = consumers.get(id);
      if (!placed) return;
      placed.item.isHeard = isHeard;
      const notice = notices.get(placed.peer) ?? { resumed: [], paused: [] };
      (isHeard ? notice.resumed : notice.paused).push(id);
      notices.set(placed.peer, notice);
    };
    for (const id of plan.unheard) note(id, false);
    for (const id of plan.heard) note(id, true);
    for (const [peer, notice] of notices) this.#deps.notify(peer, { type: 'consumersSwitched', ...notice });
  }

  /** What is to be made now of all that is missing; there is a pass later for the rest. */
  #due({ createConsumers }: ReconcilePlan, { peers }: Ground): ReconcilePlan['createConsumers'] {
    const now = performance.now();
    const missing = createConsumers.filter(
      ({ listenerId, producerId }) => peers.get(listenerId)?.unconsumable.has(producerId) === false,
    );
    const heard = missing.filter(({ isHeard }) => isHeard);
    const others = missing.filter(({ isHeard }) => !isHeard);
    const newcomers = [...peers.values()].filter((peer) => !this.#known.has(peer));
    for (const peer of newcomers) this.#known.add(peer);
    if (heard.length > 0 || newcomers.length > 0) this.#busyUntil = now + OTHER_ROOMS_LATER_MS;
    const [first] = others;
    this.#othersSince = first ? (this.#othersSince ?? now) : null;
    if (!first || this.#othersSince === null) return heard;
    const waitMs = Math.min(this.#busyUntil, this.#othersSince + OTHER_ROOMS_LATEST_MS) - now;
    if (waitMs > 0) {
      this.requestSoon(Math.ceil(waitMs));
      return heard;
    }
    const next = others.filter(({ listenerId }) => listenerId === first.listenerId);
    if (next.length < others.length) this.requestSoon(NEXT_LISTENER_MS);
    return [...heard, ...next];
  }

  async #create(
    { listenerId, producerId, isHeard }: ReconcilePlan['createConsumers'][number],
    { peers, producers }: Ground,
  ): Promise<Placed | null> {
    const peer = peers.get(listenerId);
    const from = producers.get(producerId);
    if (!peer || !from || peer.unconsumable.has(producerId)) return null;
    try {
      const consumer = await peer.recv.transport.consume({
        producerId,
        rtpCapabilities: peer.rtpCapabilities,
        paused: true,
        appData: { participantId: from.peer.participantId, source: from.source },
      });
      if (peer.isClosed || from.producer.closed || this.#isClosed) {
        consumer.close();
        this.#isDirty = true;
        return null;
      }
      const item: PeerConsumer = {
        consumer,
        speakerId: from.peer.participantId,
        source: from.source,
        isHeard,
        isReady: false,
        keyFrameAskedAt: Number.NEGATIVE_INFINITY,
      };
      peer.consumers.set(consumer.id, item);
      return { peer, item };
    } catch (error) {
      if (!peer.isClosed && !from.producer.closed) {
        peer.unconsumable.add(producerId);
        this.#deps.logger.warn({ err: error, source: from.source }, 'a producer cannot be consumed');
      }
      return null;
    }
  }

  #tellAdded(created: readonly (Placed | null)[]): void {
    const placed = created.filter((found) => found !== null);
    for (const [peer, added] of Map.groupBy(placed, ({ peer }) => peer)) {
      if (peer.isClosed) continue;
      this.#deps.notify(peer, {
        type: 'consumersAdded',
        consumers: added.map(({ item }) => describeConsumer(item)),
      });
    }
  }
}
