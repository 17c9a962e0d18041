import type { audienceOf } from '../../domain/session/audience.ts';
import type { Quality } from '../../protocol/live.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import { gradeQuality, type QualityFacts } from './gradeQuality.ts';
import type { LivePeer } from './LivePeer.ts';

/** The most often that staff are told of connections, in milliseconds. */
const QUALITY_INTERVAL_MS = 1_000;

type Deps = {
  peers(): Iterable<LivePeer>;
  state(): SessionState;
  readonly audience: typeof audienceOf;
};

/**
 * What a session's people are told of each other beside the log: who speaks, and, for staff, how good everyone's line
 * is (LI11). Owner: the session's host.
 */
export class Whispers {
  readonly #deps: Deps;
  readonly #facts = new Map<string, QualityFacts>();
  readonly #toldSpeakers = new WeakMap<LivePeer, string>();
  #speakers: readonly string[] = [];
  #toldQualities = '{}';
  #timer: NodeJS.Timeout | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** A newcomer learns how things stand. */
  greet(peer: LivePeer): void {
    this.#tellSpeakers(peer);
    if (peer.actor.kind === 'staff') peer.sendIfIdle({ type: 'qualities', byParticipant: this.#qualities() });
  }

  /** The observers heard these people, the dominant one first. */
  speakersChanged(participantIds: readonly string[]): void {
    this.#speakers = participantIds;
    this.stateChanged();
  }

  /** Rooms may have changed, and with them who hears of whom. */
  stateChanged(): void {
    for (const peer of this.#deps.peers()) this.#tellSpeakers(peer);
  }

  /** What a client measured, or what mediasoup thinks of its media. */
  note(participantId: string, facts: QualityFacts): void {
    this.#facts.set(participantId, { ...this.#facts.get(participantId), ...facts });
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#tellQualities();
    }, QUALITY_INTERVAL_MS);
    this.#timer.unref();
  }

  forget(participantId: string): void {
    this.#facts.delete(participantId);
  }

  /** Idempotent. */
  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tellSpeakers(peer: LivePeer): void {
    const participantIds = this.#speakersFor(peer);
    const told = participantIds.join();
    if ((this.#toldSpeakers.get(peer) ?? '') === told) return;
    this.#toldSpeakers.set(peer, told);
    peer.sendIfIdle({ type: 'speakers', participantIds });
  }

  #speakersFor({ actor }: LivePeer): string[] {
    if (this.#speakers.length === 0) return [];
    if (actor.kind === 'staff') return [...this.#speakers];
    const audience = this.#deps.audience(this.#deps.state());
    return this.#speakers.filter((id) => id === actor.id || audience.hears(actor.id, id, 'mic'));
  }

  #tellQualities(): void {
    const byParticipant = this.#qualities();
    const told = JSON.stringify(byParticipant);
    if (told === this.#toldQualities) return;
    this.#toldQualities = told;
    for (const peer of this.#deps.peers()) {
      if (peer.actor.kind === 'staff') peer.sendIfIdle({ type: 'qualities', byParticipant });
    }
  }

  #qualities(): Record<string, Quality> {
    return Object.fromEntries([...this.#facts].map(([id, facts]) => [id, gradeQuality(facts)]));
  }
}
