import type { RoundResult } from './runRound.ts';

/** Between two tries while the hub is away, in milliseconds: doubled each time (NB29). */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 120_000;
/** Between two rounds while somebody types, while somebody else has the same note open (NB36), and while nobody types. */
const GAP_MS = 2_000;
const GAP_TOGETHER_MS = 500;
const IDLE_MS = 15_000;

export type Timers = {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** @returns what takes it back */
  readonly after: (ms: number, work: () => void) => () => void;
};

export type SyncLoopDeps = {
  /** @param isBack whether somebody says that the network or the sign-in is back */
  readonly round: (isBack: boolean) => Promise<RoundResult>;
  /** Waits at the hub: whether there is something that the last round has not seen. Rejects where the hub does not answer. */
  readonly hasNews: () => Promise<boolean>;
  readonly timers: Timers;
  /** From 0 up to and without 1. */
  readonly random: () => number;
};

/**
 * Begins rounds: one at a time, soon after an edit or where the hub has news, at once when the network is back, later and later
 * while the hub is away.
 */
export class SyncLoop {
  readonly #deps: SyncLoopDeps;
  #cancel: () => void = () => undefined;
  #running: Promise<void> | null = null;
  #isAskedAgain = false;
  #isListening = false;
  #isClosed = false;
  #failures = 0;
  #begunAt = -Infinity;
  #gapMs = GAP_MS;

  constructor(deps: SyncLoopDeps) {
    this.#deps = deps;
  }

  /** Something was edited. While the hub is away, the next try is not brought forward. */
  edited(): void {
    if (this.#running !== null) this.#isAskedAgain = true;
    else if (this.#failures === 0) this.#soon();
  }

  /** Whether somebody else has the same note open: then rounds follow one another closely. */
  together(isTogether: boolean): void {
    this.#gapMs = isTogether ? GAP_TOGETHER_MS : GAP_MS;
  }

  /** @param isBack the network or the sign-in is; else the notebook was opened. Resolves when a round that began since is over. */
  async now(isBack: boolean): Promise<void> {
    await this.settled();
    this.#cancel();
    await this.#begin(isBack);
  }

  /** Resolves when no round runs. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** Begins no other round; the one that runs is waited for. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    await this.settled();
  }

  #soon(): void {
    this.#plan(Math.max(0, this.#begunAt + this.#gapMs - this.#deps.timers.now()));
  }

  /** Waits for news, one wait at a time; where the hub does not answer, the next round tells when it does again (NB35). */
  async #listen(): Promise<void> {
    if (this.#isListening) return;
    this.#isListening = true;
    try {
      while (!this.#isClosed && this.#failures === 0) {
        if (!(await this.#deps.hasNews())) continue;
        // The next round listens on, with what it has seen.
        if (this.#running !== null) this.#isAskedAgain = true;
        else this.#soon();
        return;
      }
    } catch {
      return;
    } finally {
      this.#isListening = false;
    }
  }

  #plan(ms: number): void {
    this.#cancel();
    if (!this.#isClosed) this.#cancel = this.#deps.timers.after(ms, () => void this.#begin(false));
  }

  #begin(isBack: boolean): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return (this.#running ??= this.#run(isBack).finally(() => (this.#running = null)));
  }

  async #run(isBack: boolean): Promise<void> {
    this.#isAskedAgain = false;
    this.#begunAt = this.#deps.timers.now();
    const result = await this.#deps.round(isBack);
    if (result.isDone) {
      this.#failures = 0;
      this.#plan(this.#isAskedAgain ? this.#gapMs : this.#jittered(IDLE_MS));
      void this.#listen();
      return;
    }
    this.#failures += 1;
    const wait = result.again ? FIRST_RETRY_MS * 2 ** Math.min(this.#failures - 1, 10) : LONGEST_RETRY_MS;
    this.#plan(this.#jittered(Math.min(wait, LONGEST_RETRY_MS)));
  }

  /** Between half and the whole, so that workstations that lost the hub together do not come back together. */
  #jittered(ms: number): number {
    return ms * (0.5 + this.#deps.random() / 2);
  }
}
