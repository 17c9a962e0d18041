import type { audienceOf } from '../../domain/session/audience.ts';
import { deadlinesOf } from '../../domain/session/deadline.ts';
import { isStaff } from '../../domain/session/people.ts';
import { projectState } from '../../domain/session/view.ts';
import type { WireError } from '../../protocol/errors.ts';
import type { MediaRequest } from '../../protocol/media.ts';
import type { Command, HubCommand } from '../../protocol/session/commands.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import type { LiveSummary } from '../api/liveDirectory.ts';
import type { LiveGrant } from '../identity/liveTickets.ts';
import type { MediaReply } from '../media/mediaRequests.ts';
import type { MediaListener, SessionMedia } from '../media/MediaSession.ts';
import type { Answer } from './AnswerMemory.ts';
import { DeadlineTimer } from './DeadlineTimer.ts';
import type { QualityFacts } from './gradeQuality.ts';
import { reasonToRefuse, viewerOf, type GoodbyeReason, type LivePeer } from './LivePeer.ts';
import { HubVoice } from './HubVoice.ts';
import { resume } from './resume.ts';
import { SessionWriter, type WriterDeps, type Written } from './SessionWriter.ts';
import { viewSteps, type Step } from './viewSteps.ts';
import { Whispers } from './Whispers.ts';
import { WriteQueue } from './WriteQueue.ts';

const HUB = { kind: 'hub' } as const;

/** What a host needs of the hub. */
export type HostDeps = WriterDeps & {
  readonly audience: typeof audienceOf;
  readonly openMedia: (listener: MediaListener) => Promise<SessionMedia>;
  /** Resolves in the event loop's next turn; Node's own unless given. */
  readonly nextTurn?: () => Promise<void>;
  /** Told of each command of a person that is refused. */
  readonly onRefused?: (error: WireError) => void;
};

/**
 * One live session: its people's connections, its state and its media, with one command handled at a time
 * (docs/spec/live.md, LI20 to LI32). Owner: the SessionRegistry.
 */
export class SessionHost {
  readonly #deps: HostDeps;
  readonly #writer: SessionWriter;
  readonly #media: SessionMedia;
  readonly #whispers: Whispers;
  readonly #deadlines: DeadlineTimer;
  /** participant id → their one connection */
  readonly #peers = new Map<string, LivePeer>();
  /** participant id → what their newest connection came in by; kept while its media may outlive it */
  readonly #grants = new Map<string, LiveGrant>();
  /** Connections whose right has ended: what they said before is no longer done. */
  readonly #expelled = new WeakSet<LivePeer>();
  /** Who is let in by what is being written. */
  readonly #entering = new Set<string>();
  readonly #queue: WriteQueue;
  readonly #voice: HubVoice;
  #isClosed = false;

  private constructor(deps: HostDeps, writer: SessionWriter, media: SessionMedia) {
    this.#deps = deps;
    this.#writer = writer;
    this.#media = media;
    this.#queue = new WriteQueue(writer, deps.nextTurn);
    this.#voice = new HubVoice({
      queue: this.#queue,
      isMoot: (command) => this.#isMoot(command),
      publish: (written) => this.#publish(written),
    });
    this.#whispers = new Whispers({
      peers: () => this.#peers.values(),
      state: () => this.#writer.state,
      audience: deps.audience,
    });
    this.#deadlines = new DeadlineTimer(deps.clock, (at) => this.#voice.say({ type: 'timePassed' }, at));
  }

  /**
   * Loads the session, brings it up to date and opens its media (LI27).
   * @returns null if there is no such session
   * @throws what the log throws; CirclewellError `unavailable` where no media worker lives
   */
  static async open(deps: HostDeps): Promise<SessionHost | null> {
    const writer = await SessionWriter.open(deps);
    if (!writer) return null;
    await resume(writer, deps);
    // Nothing is heard before there are peers, and there are none before there is a host.
    let listener: MediaListener | null = null;
    const media = await deps.openMedia({
      onSpeakers: (participantIds) => listener?.onSpeakers(participantIds),
      onTurn: (turn) => listener?.onTurn(turn),
      onScore: (participantId, score) => listener?.onScore(participantId, score),
      onFlood: (participantId, isHeld) => listener?.onFlood(participantId, isHeld),
    });
    const host = new SessionHost(deps, writer, media);
    listener = {
      onSpeakers: (participantIds) => host.#whispers.speakersChanged(participantIds),
      onTurn: (turn) => host.#voice.say({ type: 'recordTurn', ...turn }),
      onScore: (participantId, score) => host.#whispers.note(participantId, { score }),
      onFlood: (participantId, isHeld) => host.#whispers.note(participantId, { isHeld }),
    };
    media.reconcile(writer.state);
    host.#deadlines.set(deadlinesOf(writer.state), writer.now);
    return host;
  }

  /** The media of the session, for measurements. */
  get media(): SessionMedia {
    return this.#media;
  }

  /** Nobody is connected, and nobody is expected back (LI31). */
  get isIdle(): boolean {
    if (this.#peers.size > 0) return false;
    const { status, participants } = this.#writer.state;
    const isHere = (stage: string) => stage === 'present' || stage === 'waiting';
    return status === 'ended' || !Object.values(participants).some(({ presence }) => isHere(presence.stage));
  }

  isPresent(participantId: string): boolean {
    return this.#writer.state.participants[participantId]?.presence.stage === 'present';
  }

  /** How the session stands, for HTTP. Counts members, not staff. */
  get summary(): LiveSummary {
    const { status, participants } = this.#writer.state;
    const members = Object.values(participants).filter((person) => !isStaff(person));
    const count = (stage: string) => members.filter(({ presence }) => presence.stage === stage).length;
    return { status, waitingCount: count('waiting'), presentCount: count('present') };
  }

  /**
   * A connection comes in: it takes over from an older one, and gets the state (LI9, LI28 to LI30).
   * @returns false if the host has closed meanwhile, and another one must be asked for
   */
  async enter(peer: LivePeer): Promise<boolean> {
    const participantId = peer.actor.id;
    const restored: HubCommand = { type: 'connectionRestored', participantId };
    return new Promise((resolve) =>
      this.#queue.add({
        prepare: () => {
          if (!this.#isWelcome(peer)) return null;
          this.#takeOver(participantId);
          this.#entering.add(participantId);
          return { actor: HUB, command: restored, when: {} };
        },
        settle: (written) => {
          if (written) this.#takeIn(peer, restored, written);
          // Whoever looked while nobody was in yet may have found it idle, and closed it.
          resolve(!this.#isClosed);
        },
      }),
    );
  }

  /** A connection is gone. The seat is kept (LI28). */
  leave(peer: LivePeer): void {
    const participantId = peer.actor.id;
    if (this.#peers.get(participantId) !== peer) return;
    this.#peers.delete(participantId);
    this.#media.detach(participantId);
    this.#whispers.forget(participantId);
    this.#voice.say({ type: 'connectionLost', participantId });
  }

  /**
   * Puts out whoever is here by a right that has ended, connected or lost: no media passes either way from now on
   * (LI33). Resolves when they have left in the log, or the log cannot take it yet.
   */
  async expel(isMeant: (grant: LiveGrant) => boolean): Promise<void> {
    for (const [participantId, grant] of this.#grants) {
      if (!isMeant(grant)) continue;
      this.#grants.delete(participantId);
      this.#media.expel(participantId);
      this.#whispers.forget(participantId);
      const peer = this.#peers.get(participantId);
      this.#peers.delete(participantId);
      if (peer) this.#expelled.add(peer);
      this.#voice.say({ type: 'expel', participantId });
      peer?.goodbye('signedOut');
    }
    await this.settled();
  }

  /** A command of a connected person. Resolves when its events are durable and told. */
  async command(peer: LivePeer, id: string, command: Command): Promise<Answer> {
    return new Promise((resolve) =>
      this.#queue.add({
        prepare: () => (this.#expelled.has(peer) ? null : { actor: peer.actor, command, commandId: id }),
        settle: (written) => {
          if (!written) return resolve({ isAccepted: false, error: { kind: 'signed_out' } });
          this.#publish(written);
          if (!written.answer.isAccepted) this.#deps.onRefused?.(written.answer.error);
          resolve(written.answer);
        },
      }),
    );
  }

  /** A media request of a connected person. @throws CirclewellError */
  async requestMedia(peer: LivePeer, request: MediaRequest): Promise<MediaReply> {
    return this.#media.handle(peer.actor.id, request);
  }

  noteQuality(peer: LivePeer, facts: QualityFacts): void {
    if (this.#peers.get(peer.actor.id) === peer) this.#whispers.note(peer.actor.id, facts);
  }

  /** Resolves when everything that was asked of it so far is done. */
  async settled(): Promise<void> {
    await this.#queue.settled();
  }

  /** Says goodbye to everybody and ends the media; resolves when what is under way is written. Idempotent. */
  async close(): Promise<void> {
    if (!this.#isClosed) {
      // Each closes a socket, of which the host is told in turn: so everybody's loss is in the log (LI27).
      for (const peer of this.#peers.values()) peer.goodbye('hubStopping');
      this.#peers.clear();
      this.#media.close();
      this.#whispers.close();
      this.#deadlines.close();
      this.#voice.close();
      this.#isClosed = true;
    }
    await this.#queue.settled();
  }

  #isWelcome(peer: LivePeer): boolean {
    if (this.#isClosed) return false;
    const refusal = reasonToRefuse(this.#writer.state, peer);
    if (refusal) peer.goodbye(refusal);
    return refusal === null && peer.isOpen;
  }

  #takeOver(participantId: string): void {
    const older = this.#peers.get(participantId);
    if (older) this.#dismiss(older, 'takenOver');
  }

  #takeIn(peer: LivePeer, restored: HubCommand, written: Written): void {
    const participantId = peer.actor.id;
    this.#entering.delete(participantId);
    this.#publish(written);
    if (!written.answer.isAccepted) this.#voice.say(restored);
    if (!peer.isOpen || this.#isClosed) return this.#voice.say({ type: 'connectionLost', participantId });
    const refusal = reasonToRefuse(written.state, peer);
    if (refusal) return peer.goodbye(refusal);
    // Two windows may have come in together: the later one stays.
    this.#takeOver(participantId);
    this.#peers.set(participantId, peer);
    this.#grants.set(participantId, peer.grant);
    this.#media.attach(participantId, (notice) => peer.send({ type: 'mediaNotice', notice }));
    this.#sendSnapshot(peer, projectState(written.state, viewerOf(peer)));
    this.#whispers.greet(peer);
  }

  /** Who came back while this waited is not lost, nor gone, and who went again is not back. */
  #isMoot(command: HubCommand): boolean {
    switch (command.type) {
      case 'connectionLost':
      case 'expel':
        return this.#peers.has(command.participantId) || this.#entering.has(command.participantId);
      case 'connectionRestored':
        return !this.#peers.has(command.participantId);
      default:
        return false;
    }
  }

  #publish({ steps, state }: Written): void {
    const last = steps.at(-1);
    if (!last) return;
    for (const peer of this.#peers.values()) {
      for (const part of viewSteps(steps, viewerOf(peer))) {
        if (part.kind === 'snapshot') this.#sendSnapshot(peer, part.state);
        else peer.send({ type: 'events', events: [...part.events], upTo: part.upTo });
      }
    }
    if (this.#isClosed) return;
    this.#media.reconcile(state);
    this.#deadlines.set(deadlinesOf(state), last.logged.at);
    this.#whispers.stateChanged();
    for (const step of steps) this.#dismissAfter(step);
  }

  #dismissAfter({ logged: { event } }: Step): void {
    if (event.type === 'participantRemoved') {
      const peer = this.#peers.get(event.participantId);
      if (peer) this.#dismiss(peer, 'removed');
    }
    if (event.type === 'sessionEnded') {
      for (const peer of this.#peers.values()) if (peer.actor.kind === 'member') this.#dismiss(peer, 'ended');
    }
  }

  #dismiss(peer: LivePeer, reason: GoodbyeReason): void {
    this.#peers.delete(peer.actor.id);
    this.#media.detach(peer.actor.id);
    this.#whispers.forget(peer.actor.id);
    peer.goodbye(reason);
  }

  #sendSnapshot(peer: LivePeer, state: SessionState): void {
    peer.send({
      type: 'snapshot',
      selfId: peer.actor.id,
      hubTime: this.#deps.clock.now(),
      state,
      routerId: this.#media.routerId,
      rtpCapabilities: this.#media.rtpCapabilities,
    });
  }
}
