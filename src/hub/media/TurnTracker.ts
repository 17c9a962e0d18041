/** The shortest stretch of speech that counts as a turn, in milliseconds. */
export const MIN_TURN_MS = 1_000;
/** The longest pause inside one turn, in milliseconds. */
export const TURN_GAP_MS = 1_500;

type OpenTurn = { readonly startedAt: number; lastHeardAt: number };

/** A finished stretch of speech. */
export type Turn = { readonly participantId: string; readonly durationMs: number };

/**
 * Makes turns out of who was heard when (docs/spec/live.md, LI32). Pure but for its own memory; times are milliseconds
 * on a monotonic clock.
 */
export class TurnTracker {
  readonly #open = new Map<string, OpenTurn>();
  readonly #sampleMs: number;

  /** @param sampleMs how long before a sample its speech began: the observer's interval */
  constructor(sampleMs: number) {
    this.#sampleMs = sampleMs;
  }

  /** Whether somebody's turn is open, so that time must be told. */
  get isAnyoneSpeaking(): boolean {
    return this.#open.size > 0;
  }

  /** These people were heard in the last interval. */
  heard(participantIds: Iterable<string>, now: number): void {
    for (const participantId of participantIds) {
      const turn = this.#open.get(participantId);
      if (turn) turn.lastHeardAt = now;
      else this.#open.set(participantId, { startedAt: now - this.#sampleMs, lastHeardAt: now });
    }
  }

  /** Turns that ended before now, those worth keeping. `isOver` ends all. */
  takeEnded(now: number, isOver = false): Turn[] {
    const ended: Turn[] = [];
    for (const [participantId, turn] of this.#open) {
      if (!isOver && now - turn.lastHeardAt <= TURN_GAP_MS) continue;
      this.#open.delete(participantId);
      const durationMs = Math.round(turn.lastHeardAt - turn.startedAt);
      if (durationMs >= MIN_TURN_MS) ended.push({ participantId, durationMs });
    }
    return ended;
  }
}
