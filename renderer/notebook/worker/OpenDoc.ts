import * as Y from 'yjs';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { DocState } from '../sync/DocStates.ts';
import type { Caller } from './createCaller.ts';

/** After how long an edit that found no room is tried again, in milliseconds (NB4). */
const RETRY_MS = 2_000;

/** What came from the thread is not sent back to it. */
const FROM_THREAD = Symbol('from the notebook’s thread');

export type OpenDocDeps = {
  readonly docId: DocId;
  readonly call: Caller;
  /** @returns what takes it back */
  readonly after: (ms: number, work: () => void) => () => void;
  readonly onChange: () => void;
  readonly onClosed: () => void;
};

/**
 * A document on the page. What is typed is gathered while the update before is being written, and written together (NB2);
 * until it is durable the document is `writing`.
 */
export class OpenDoc {
  readonly doc = new Y.Doc();
  readonly #deps: OpenDocDeps;
  readonly #ending = new Set<() => void>();
  #typed: Uint8Array[] = [];
  #saving: Promise<void> | null = null;
  #cancelRetry: () => void = () => undefined;
  #stored: DocState;
  #state: DocState;

  constructor(deps: OpenDocDeps, state: Uint8Array, stored: DocState) {
    this.#deps = deps;
    this.#stored = stored;
    this.#state = stored;
    Y.applyUpdate(this.doc, state, FROM_THREAD);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === FROM_THREAD) return;
      this.#typed.push(update);
      this.#save();
    });
  }

  get docId(): DocId {
    return this.#deps.docId;
  }

  /** Whether everything typed is durable now. */
  get isSettled(): boolean {
    return this.#saving === null && this.#typed.length === 0;
  }

  /** Where the text is (NB3): the same object until that changes. */
  state(): DocState {
    const { problem } = this.#stored;
    const at = this.isSettled ? this.#stored.at : 'writing';
    if (at !== this.#state.at || problem !== this.#state.problem) this.#state = { at, problem };
    return this.#state;
  }

  /** Hears, until the returned function is called, that it is about to be closed while it is still in use: what is written then comes with it. */
  onEnding(listener: () => void): () => void {
    this.#ending.add(listener);
    return () => void this.#ending.delete(listener);
  }

  /** It is about to be closed. Whoever writes in it finishes what is under way, which is to be waited for. */
  finish(): void {
    for (const listener of this.#ending) listener();
  }

  /** Waits for what is being written. @returns whether everything typed so far is durable */
  async settled(): Promise<boolean> {
    while (this.#saving !== null) await this.#saving;
    return this.#typed.length === 0;
  }

  /** Waits for what is being written. @returns false, and stays open, where something typed is not durable. */
  async close(): Promise<boolean> {
    if (!(await this.settled())) return false;
    await this.end();
    return true;
  }

  /** Closes at once one that is settled. Resolves when the thread has heard of it. Idempotent. */
  async end(): Promise<void> {
    if (this.doc.isDestroyed) return;
    this.#deps.onClosed();
    this.doc.destroy();
    await this.#deps.call('close', this.docId).catch(() => undefined);
  }

  /** Others' changes, by way of the thread. */
  arrived(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, FROM_THREAD);
  }

  /** What the thread knows of its way to the hub. */
  stored(state: DocState): void {
    if (state.at === this.#stored.at && state.problem === this.#stored.problem) return;
    this.#stored = state;
    this.#deps.onChange();
  }

  #save(): void {
    this.#cancelRetry();
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = null;
      this.#deps.onChange();
    });
  }

  async #saveAll(): Promise<void> {
    this.#deps.onChange();
    // Whatever the page does in one go is one update.
    await Promise.resolve();
    while (this.#typed.length > 0) {
      const typed = this.#typed;
      this.#typed = [];
      const update = typed.length === 1 && typed[0] ? typed[0] : Y.mergeUpdates(typed);
      const outcome = await this.#deps
        .call('edit', { docId: this.docId, update })
        .catch(() => 'diskFailed' as const);
      if (outcome === 'saved') continue;
      // Nothing typed is let go: it stays before what was typed since, and is tried again.
      this.#typed = [update, ...this.#typed];
      this.#stored = { ...this.#stored, problem: outcome };
      this.#cancelRetry = this.#deps.after(RETRY_MS, () => this.#save());
      return;
    }
  }
}
