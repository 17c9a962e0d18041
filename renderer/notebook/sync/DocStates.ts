import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { Problem } from './problems.ts';

/** Where a document's text is (NB3); `writing` is told by the page, which alone knows what was typed. */
export type DocPlace = 'writing' | 'waiting' | 'savedHere' | 'uploaded';
export type DocState = { readonly at: DocPlace; readonly problem: Problem | null };

/** The state of all, for one line on the screen: the worst place, and a problem where there is one. */
export type NotebookState = DocState & { readonly waitingCount: number };

/** From the worst on. */
const PLACES = ['writing', 'waiting', 'savedHere', 'uploaded'] as const satisfies readonly DocPlace[];
export const worseOf = (one: DocPlace, other: DocPlace): DocPlace =>
  PLACES.indexOf(one) < PLACES.indexOf(other) ? one : other;

/** Keeps what is known of each document's way to the hub, and tells when that changes. */
export class DocStates {
  readonly #waiting = new Set<DocId>();
  readonly #problems = new Map<DocId, Problem>();
  readonly #onChange: () => void;
  #hub: Problem | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  of(docId: DocId): DocState {
    const own = this.#problems.get(docId) ?? null;
    if (!this.#waiting.has(docId)) return { at: 'uploaded', problem: own };
    const problem = own ?? this.#hub;
    return { at: problem === null ? 'savedHere' : 'waiting', problem };
  }

  /** Every document that waits, or has a problem. */
  concerned(): (DocState & { docId: DocId })[] {
    return [...new Set([...this.#waiting, ...this.#problems.keys()])].map((docId) => ({
      docId,
      ...this.of(docId),
    }));
  }

  ofAll(): NotebookState {
    const concerned = this.concerned();
    return {
      at: concerned.reduce<DocPlace>((worst, { at }) => worseOf(worst, at), 'uploaded'),
      problem: concerned.find(({ problem }) => problem !== null)?.problem ?? this.#hub,
      waitingCount: this.#waiting.size,
    };
  }

  /** What waits already waits on, of which nothing is told: while somebody types, that is every key. */
  waits(documents: readonly DocId[]): void {
    const { size } = this.#waiting;
    for (const docId of documents) this.#waiting.add(docId);
    if (this.#waiting.size > size) this.#onChange();
  }

  /** An edit has become durable here; what was wrong with the disk is over. */
  saved(docId: DocId): void {
    this.waits([docId]);
    const problem = this.#problems.get(docId);
    if (problem !== 'diskFull' && problem !== 'diskFailed') return;
    this.#problems.delete(docId);
    this.#onChange();
  }

  uploaded(documents: readonly DocId[]): void {
    for (const docId of documents) {
      this.#waiting.delete(docId);
      this.#problems.delete(docId);
    }
    this.#onChange();
  }

  trouble(documents: readonly DocId[], problem: Problem): void {
    for (const docId of documents) this.#problems.set(docId, problem);
    this.#onChange();
  }

  /** How the last round went; null where the hub answered. */
  hub(problem: Problem | null): void {
    if (this.#hub === problem) return;
    this.#hub = problem;
    this.#onChange();
  }
}
