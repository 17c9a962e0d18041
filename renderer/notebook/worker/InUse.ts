import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { noteOfChain } from '../find/keptChains.ts';
import { MemberNames } from '../find/MemberNames.ts';
import { notesOn } from '../find/NoteFinder.ts';
import { Notebook } from '../Notebook.ts';
import type { Disk, NewId, Transport } from '../ports.ts';
import { createSealedDisk } from '../store/createSealedDisk.ts';
import { Kept } from '../store/Kept.ts';
import { LIMITS } from '../store/NoteStore.ts';
import { Queue } from '../store/Queue.ts';
import { createParcel } from '../sync/createParcel.ts';
import type { Timers } from '../sync/SyncLoop.ts';
import type { Keys } from '../vault/Vault.ts';
import type { CallArgs, Notice } from './contract.ts';
import type { WaitedDoc } from './readAside.ts';

export type InUseDeps = {
  /** The hub as an account asks it, until the signal ends what is being asked. */
  readonly openTransport: (staffId: string, signal: AbortSignal) => Transport;
  readonly timers: Timers;
  readonly random: () => number;
  readonly newId: NewId;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly tell: (notice: Notice) => void;
};

type Running = {
  readonly notebook: Notebook;
  readonly kept: Kept;
  readonly names: MemberNames;
  readonly hub: AbortController;
  /** What notes are known by beside their words, as the page has told it last. */
  labels: CallArgs<'find'>['labels'] & object;
};

/** The notebook that is unlocked, where one is, and which of its documents the page has open: of those it is told. */
export class InUse {
  readonly #deps: InUseDeps;
  readonly #open = new Set<DocId>();
  /** Two notebooks on one disk would write each other's rows over: one begins when the one before is over. */
  readonly #turns = new Queue();
  #running: Running | null = null;

  constructor(deps: InUseDeps) {
    this.#deps = deps;
  }

  get isOpen(): boolean {
    return this.#running !== null;
  }

  /** @throws Error while it is locked, as all that needs it does */
  get notebook(): Notebook {
    return this.#mine().notebook;
  }

  get kept(): Kept {
    return this.#mine().kept;
  }

  get names(): MemberNames {
    return this.#mine().names;
  }

  /** @param disk not sealed; stays the caller's */
  start(staffId: string, disk: Disk, keys: Keys): Promise<void> {
    return this.#turns.run(() => this.#start(staffId, disk, keys));
  }

  /** Forgets the keys, and closes every document (NB13). */
  end(): Promise<void> {
    this.#open.clear();
    return this.#turns.run(() => this.#stop());
  }

  async openDoc(docId: DocId): Promise<Uint8Array> {
    const state = await this.notebook.read(docId);
    this.#open.add(docId);
    return state;
  }

  async closeDoc(docId: DocId): Promise<void> {
    this.#open.delete(docId);
    await this.#running?.notebook.closed(docId);
  }

  /** Resolves when the edit is durable. @throws as the notebook does */
  async edit(docId: DocId, update: Uint8Array): Promise<void> {
    const { notebook, names } = this.#mine();
    await notebook.edit(docId, update);
    hearOf(names, [docId]);
  }

  /** Keeps a text, or puts it away; a chain's addenda are found from then on (WR60). */
  async keep(key: string, text: string | null): Promise<void> {
    const { kept, notebook } = this.#mine();
    await kept.keep(key, text);
    const docId = noteOfChain(key);
    if (docId !== null) notebook.chainKept(docId);
  }

  /** @param labels null where they are as they were told last */
  find(query: string, labels: CallArgs<'find'>['labels']): ReturnType<Notebook['find']> {
    const mine = this.#mine();
    mine.labels = labels ?? mine.labels;
    return mine.notebook.find(query, mine.labels);
  }

  /** What was written elsewhere comes in as edits, also into what is open. Whoever reads it twice changes nothing. */
  async merge(documents: readonly WaitedDoc[]): Promise<void> {
    for (const { docId, update } of documents) {
      await this.edit(docId, update);
      this.#tellArrived([{ docId, update }]);
    }
  }

  async #start(staffId: string, disk: Disk, { dataKey, authorKey }: Keys): Promise<void> {
    await this.#stop();
    const { openTransport, timers, random, newId, now } = this.#deps;
    const hub = new AbortController();
    const sealed = createSealedDisk(disk, dataKey);
    const kept = new Kept(sealed, now);
    const names = new MemberNames(kept, () => notesOn(sealed));
    const notebook = new Notebook({
      transport: openTransport(staffId, hub.signal),
      staffId,
      disk: sealed,
      parcel: createParcel(authorKey),
      limits: LIMITS,
      timers,
      random,
      newId,
      onArrived: (arrived) => {
        this.#tellArrived(arrived);
        hearOf(
          names,
          arrived.map(({ docId }) => docId),
        );
      },
      onStates: () => this.#tellStates(),
    });
    this.#running = { notebook, kept, names, hub, labels: {} };
    await notebook.start();
    // The page knows how the notebook before it stood: where nothing waits, no change would tell it otherwise.
    this.#tellStates();
    // What is old lies in nobody's way: it goes with the next start where it cannot now.
    kept.trim().catch(() => undefined);
    names.trim().catch(() => undefined);
  }

  /** Ends what is being asked of the hub, whose answer may be minutes away. */
  async #stop(): Promise<void> {
    const stopped = this.#running;
    this.#running = null;
    stopped?.hub.abort();
    await stopped?.notebook.close();
    await stopped?.names.settled();
    await stopped?.kept.settled();
  }

  #mine(): Running {
    if (this.#running === null) throw new Error('The notebook is locked');
    return this.#running;
  }

  #tellArrived(arrived: readonly WaitedDoc[]): void {
    const updates = arrived.filter(({ docId }) => this.#open.has(docId));
    if (updates.length > 0) this.#deps.tell({ kind: 'arrived', updates });
  }

  #tellStates(): void {
    const notebook = this.#running?.notebook;
    if (!notebook) return;
    const documents = [...this.#open].map((docId) => ({ docId, ...notebook.stateOf(docId) }));
    this.#deps.tell({ kind: 'states', all: notebook.state(), documents });
  }
}

/** Notes lie here now, and may have names that were heard before. Where there is no room, what is heard of the next time is kept then. */
function hearOf(names: MemberNames, docIds: readonly DocId[]): void {
  names.lie(docIds).catch(() => undefined);
}
