import type { ActiveSpeakerObserver, AudioLevelObserver, Producer, Router } from 'mediasoup/types';
import { TurnTracker, type Turn } from './TurnTracker.ts';

/** How often levels are looked at, in milliseconds: often enough for a speaking ring, seldom enough to cost nothing. */
const LEVEL_INTERVAL_MS = 500;
/** Quieter than this is not speech, in dBov. */
const LEVEL_THRESHOLD_DBOV = -60;
const MAX_SPEAKERS = 12;
/** How often open turns are looked at while nobody is heard, in milliseconds. */
const TURN_CHECK_MS = 500;

/** What a session is told of its people's speech. */
export type SpeechListener = {
  /** Who speaks now, the dominant one first. Called only when it changes. */
  onSpeakers(participantIds: readonly string[]): void;
  onTurn(turn: Turn): void;
};

/** Watches the microphones on one router. Owner: the MediaSession; it ends with the router. */
export class SpeechObserver {
  readonly #levels: AudioLevelObserver;
  readonly #dominant: ActiveSpeakerObserver;
  readonly #listener: SpeechListener;
  readonly #monotonic: () => number;
  readonly #turns = new TurnTracker(LEVEL_INTERVAL_MS);
  readonly #participantOf = new Map<string, string>();
  #dominantId: string | null = null;
  #speakers: readonly string[] = [];
  #timer: NodeJS.Timeout | null = null;

  private constructor(
    levels: AudioLevelObserver,
    dominant: ActiveSpeakerObserver,
    listener: SpeechListener,
    monotonic: () => number,
  ) {
    this.#levels = levels;
    this.#dominant = dominant;
    this.#listener = listener;
    this.#monotonic = monotonic;
  }

  static async open(
    router: Router,
    listener: SpeechListener,
    monotonic: () => number,
  ): Promise<SpeechObserver> {
    const [levels, dominant] = await Promise.all([
      router.createAudioLevelObserver({
        maxEntries: MAX_SPEAKERS,
        threshold: LEVEL_THRESHOLD_DBOV,
        interval: LEVEL_INTERVAL_MS,
      }),
      router.createActiveSpeakerObserver({ interval: LEVEL_INTERVAL_MS }),
    ]);
    const observer = new SpeechObserver(levels, dominant, listener, monotonic);
    levels.on('volumes', (volumes) => observer.#heard(volumes.map(({ producer }) => producer)));
    levels.on('silence', () => observer.#heard([]));
    dominant.on('dominantspeaker', ({ producer }) => {
      observer.#dominantId = observer.#participantOf.get(producer.id) ?? null;
    });
    return observer;
  }

  /** Watches a microphone. It is forgotten with its closing. */
  async watch(producer: Producer, participantId: string): Promise<void> {
    this.#participantOf.set(producer.id, participantId);
    producer.observer.once('close', () => this.#participantOf.delete(producer.id));
    const { id: producerId } = producer;
    await Promise.all([this.#levels.addProducer({ producerId }), this.#dominant.addProducer({ producerId })]);
  }

  /** Ends all open turns and tells them. Idempotent. */
  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#levels.close();
    this.#dominant.close();
    for (const turn of this.#turns.takeEnded(this.#monotonic(), true)) this.#listener.onTurn(turn);
  }

  #heard(producers: readonly Producer[]): void {
    const found = new Set(producers.flatMap((producer) => this.#participantOf.get(producer.id) ?? []));
    const speakers = [...found].sort(
      (a, b) => Number(b === this.#dominantId) - Number(a === this.#dominantId) || (a < b ? -1 : 1),
    );
    this.#turns.heard(speakers, this.#monotonic());
    this.#keepTurns();
    if (speakers.join() === this.#speakers.join()) return;
    this.#speakers = speakers;
    this.#listener.onSpeakers(speakers);
  }

  /** mediasoup tells of a silence once, when it begins; so while a turn is open, time is looked at here. */
  #keepTurns(): void {
    if (this.#timer || !this.#turns.isAnyoneSpeaking) return;
    this.#timer = setInterval(() => {
      for (const turn of this.#turns.takeEnded(this.#monotonic())) this.#listener.onTurn(turn);
      if (this.#turns.isAnyoneSpeaking || !this.#timer) return;
      clearInterval(this.#timer);
      this.#timer = null;
    }, TURN_CHECK_MS);
  }
}
