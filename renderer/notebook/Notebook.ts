import { parseDocId, type DocId } from '../../src/protocol/notebook/docId.ts';
import { draftStandingIn, type DraftStanding } from './documents/draftStanding.ts';
import { IndexAhead } from './find/IndexAhead.ts';
import { addendaIn, chainKeyOf } from './find/keptChains.ts';
import { NoteFinder, notesOn, textIn } from './find/NoteFinder.ts';
import type { FoundNotes } from './find/NoteIndex.ts';
import { DiskFullError, type Disk, type NewId, type Parcel, type Transport } from './ports.ts';
import { NoteStore, type Limits } from './store/NoteStore.ts';
import { Aside } from './sync/Aside.ts';
import { DocStates, type DocState, type NotebookState } from './sync/DocStates.ts';
import type { Arrived } from './sync/pages.ts';
import { runRound, type RoundResult } from './sync/runRound.ts';
import { makeAhead } from './sync/batches.ts';
import { SyncLoop, type Timers } from './sync/SyncLoop.ts';

/** So many documents are looked at together: what is typed meanwhile waits for no more than that. */
const AT_ONCE = 32;

export type NotebookDeps = {
  /** Sealed. Stays the caller's. */
  readonly disk: Disk;
  readonly transport: Transport;
  readonly parcel: Parcel;
  readonly newId: NewId;
  /** Whose notebook this is. */
  readonly staffId: string;
  readonly timers: Timers;
  readonly random: () => number;
  readonly limits: Limits;
  readonly onArrived: (arrived: readonly Arrived[]) => void;
  readonly onStates: () => void;
};

/** A workstation's notebook, wherever it runs: documents that are durable here, and their way to the hub and back. */
export class Notebook {
  readonly #store: NoteStore;
  readonly #states: DocStates;
  readonly #loop: SyncLoop;
  readonly #aside: Aside;
  readonly #finder: NoteFinder;
  readonly #indexAhead: IndexAhead;
  readonly #deps: NotebookDeps;
  #asOf = '';

  constructor(deps: NotebookDeps) {
    this.#deps = deps;
    this.#store = new NoteStore(deps.disk, deps.newId, deps.limits);
    this.#finder = new NoteFinder(deps.disk, (docIds) => this.#texts(docIds));
    this.#indexAhead = new IndexAhead({
      part: () => this.#finder.takeSome(),
      after: (ms, work) => deps.timers.after(ms, work),
    });
    this.#states = new DocStates(deps.onStates);
    this.#aside = new Aside(deps.timers.now);
    this.#loop = new SyncLoop({
      round: (isBack) => this.round(isBack),
      hasNews: async () => (await deps.transport.news(this.#asOf)).hasNews,
      timers: deps.timers,
      random: deps.random,
    });
  }

  /** Reads what waits for the hub, and begins to sync. */
  async start(): Promise<void> {
    this.#states.waits(await this.#store.waiting());
    void this.#loop.now(false);
    this.#indexAhead.stirred();
  }

  /** A document's whole state, as one update. */
  read(docId: DocId): Promise<Uint8Array> {
    return this.#store.read(docId);
  }

  /** Resolves when the edit is durable (NB1). @throws DiskFullError: it is not, and nothing has changed */
  async edit(docId: DocId, update: Uint8Array): Promise<void> {
    try {
      if (!(await this.#store.edit(docId, update))) return;
    } catch (error) {
      this.#states.trouble([docId], diskProblemOf(error));
      throw error;
    }
    this.#changed([docId]);
    this.#states.saved(docId);
    this.#loop.edited();
  }

  /** Nobody has the document open any longer: what it needs later is done now, and left where that fails. Never rejects. */
  async closed(docId: DocId): Promise<void> {
    await this.#store.packed(docId);
    await makeAhead(this.#store, this.#deps.parcel, docId).catch(() => undefined);
  }

  /** Every document that waits for the hub, whole. */
  async whatWaits(): Promise<{ docId: DocId; update: Uint8Array }[]> {
    const waiting = await this.#store.waiting();
    return Promise.all(waiting.map(async (docId) => ({ docId, update: await this.#store.read(docId) })));
  }

  /** Notes by their words, among those that are here (WR60). */
  find(query: string, labels: Readonly<Record<DocId, string>>): Promise<FoundNotes> {
    return this.#finder.find(query, labels);
  }

  /** What is kept of a note's chain is another now: its addenda are looked through as well. */
  chainKept(docId: DocId): void {
    this.#changed([docId]);
  }

  /** The notes of a session that are here (WR26). */
  async held(sessionId: string): Promise<DocId[]> {
    return (await notesOn(this.#deps.disk)).filter((docId) => parseDocId(docId).sessionId === sessionId);
  }

  /** How far these drafts are, in their order; of one that is not here, that nothing is written in it (CO82). */
  async drafts(docIds: readonly DocId[]): Promise<DraftStanding[]> {
    const standings: DraftStanding[] = [];
    for (let at = 0; at < docIds.length; at += AT_ONCE)
      standings.push(...(await this.#store.look(docIds.slice(at, at + AT_ONCE), draftStandingIn)));
    return standings;
  }

  /** The documents that wait for the hub, or with which something is wrong (CO83). */
  waiting(): (DocState & { docId: DocId })[] {
    return this.#states.concerned();
  }

  stateOf(docId: DocId): DocState {
    return this.#states.of(docId);
  }

  state(): NotebookState {
    return this.#states.ofAll();
  }

  /** Whether somebody else has a note open that is open here (NB36). */
  together(isTogether: boolean): void {
    this.#loop.together(isTogether);
  }

  /** The network or the sign-in is back. Resolves when a round is over. */
  syncNow(): Promise<void> {
    this.#aside.clear();
    return this.#loop.now(true);
  }

  /**
   * One round with the hub, for the loop. Never rejects.
   * @param isBack the network or the sign-in is: what waits goes before anything is asked
   */
  async round(isBack: boolean): Promise<RoundResult> {
    const { transport, parcel, newId, staffId, onArrived } = this.#deps;
    const states = this.#states;
    const result = await runRound({
      store: this.#store,
      transport,
      parcel,
      newId,
      staffId,
      aside: this.#aside,
      isBack,
      events: {
        onFeeds: (asOf) => (this.#asOf = asOf),
        onArrived: (arrived) => {
          this.#changed(arrived.map(({ docId }) => docId));
          onArrived(arrived);
        },
        onUploaded: (documents) => states.uploaded(documents),
        onWaiting: (documents) => states.waits(documents),
        onProblem: (documents, problem) => states.trouble(documents, problem),
      },
    }).catch((error: unknown): RoundResult => ({
      isDone: false,
      problem: diskProblemOf(error),
      again: true,
    }));
    states.hub(result.isDone ? null : result.problem);
    return result;
  }

  /** Waits for the round that runs, and until what was handed to `edit` is durable or refused. Idempotent. */
  async close(): Promise<void> {
    this.#indexAhead.end();
    await this.#loop.close();
    await this.#store.settled();
  }

  /** What is looked through of each note: its text, and where there is one the addenda of its chain. */
  async #texts(docIds: readonly DocId[]): Promise<string[]> {
    const [texts, chains] = await Promise.all([
      this.#store.look(docIds, textIn),
      this.#deps.disk.getAll('kept', docIds.map(chainKeyOf)),
    ]);
    // A note that is not on this workstation is not found by what was read of it at the hub (SG88).
    return texts.map((text, at) => (text === '' ? '' : [text, ...addendaIn(chains[at] ?? null)].join('\n')));
  }

  #changed(docIds: readonly DocId[]): void {
    for (const docId of docIds) this.#finder.changed(docId);
    this.#indexAhead.stirred();
  }
}

const diskProblemOf = (error: unknown): 'diskFull' | 'diskFailed' =>
  error instanceof DiskFullError ? 'diskFull' : 'diskFailed';
