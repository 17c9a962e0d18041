import type { Producer } from 'mediasoup/types';

/** The most often that scores are told, in milliseconds. */
const SCORE_INTERVAL_MS = 1_000;

type Deps = {
  onParticipantScore(participantId: string, score: number): void;
};

/**
 * Gathers mediasoup's scores of what people send and tells the changed ones once a second at most; while none changes it does nothing.
 * Owner: the MediaSession.
 */
export class ScoreBoard {
  readonly #deps: Deps;
  /** participant id → producer id → score */
  readonly #producers = new Map<string, Map<string, number>>();
  readonly #changedPeople = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  watchProducer(participantId: string, producer: Producer): void {
    const scores = this.#producers.get(participantId) ?? new Map<string, number>();
    this.#producers.set(participantId, scores);
    producer.on('score', (streams) => {
      scores.set(producer.id, Math.max(0, ...streams.map(({ score }) => score)));
      this.#changedPeople.add(participantId);
      this.#arm();
    });
    producer.observer.once('close', () => {
      scores.delete(producer.id);
      this.#changedPeople.add(participantId);
      this.#arm();
    });
  }

  /** Idempotent. */
  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#producers.clear();
  }

  #arm(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#tell();
    }, SCORE_INTERVAL_MS);
    this.#timer.unref();
  }

  #tell(): void {
    for (const participantId of this.#changedPeople) {
      // A producer that sends nothing (camera off) has the score 0, which says nothing about the line.
      const scores = [...(this.#producers.get(participantId)?.values() ?? [])].filter((score) => score > 0);
      this.#deps.onParticipantScore(participantId, scores.length === 0 ? 10 : Math.min(...scores));
    }
    this.#changedPeople.clear();
  }
}
