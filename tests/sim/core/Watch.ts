/** A broken rule of docs/spec/simulation.md: the first one in a run ends it. */
export type Violation = { readonly rule: string; readonly detail: string; readonly at: number };

/** Whoever sees a rule broken tells it here; whoever wants to follow a run listens here. */
export class Watch {
  readonly #now: () => number;
  readonly #tell: ((line: string) => void) | null;
  #violation: Violation | null = null;

  /** @param tell gets every line of the story, for a replay that is read; null where nobody reads it */
  constructor(now: () => number, tell: ((line: string) => void) | null) {
    this.#now = now;
    this.#tell = tell;
  }

  get violation(): Violation | null {
    return this.#violation;
  }

  /** Only the first violation is kept: what follows from it would hide it. */
  fail(rule: string, detail: string): void {
    if (this.#violation) return;
    this.#violation = { rule, detail, at: this.#now() };
    this.note(() => `BROKEN ${rule}: ${detail}`);
  }

  /** A line of the story; made only where somebody reads it. */
  note(line: () => string): void {
    this.#tell?.(`${(this.#now() / 1000).toFixed(3).padStart(9)} s  ${line()}`);
  }
}
