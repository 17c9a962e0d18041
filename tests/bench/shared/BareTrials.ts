/** So often the bare side may fail in one run; after that the measurement itself has failed. */
const MAX_FAILURES = 4;

/**
 * Trials of which some may come to nothing: bare mediasoup loses a key-frame request now and then, asks once more after a
 * second, and never again, so that somebody stays unseen for ever. Such a trial is counted, told and made again.
 */
export class BareTrials {
  #failed = 0;

  get failed(): number {
    return this.#failed;
  }

  /** @returns null where the trial came to nothing @throws what the trial threw, where too many have */
  async attempt<T>(trial: () => Promise<T>): Promise<T | null> {
    try {
      return await trial();
    } catch (error) {
      this.#failed += 1;
      if (this.#failed > MAX_FAILURES) throw error;
      return null;
    }
  }
}
