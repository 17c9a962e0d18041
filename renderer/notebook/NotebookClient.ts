import type { DocId } from '../../src/protocol/notebook/docId.ts';
import { worseOf, type NotebookState } from './sync/DocStates.ts';
import { createCaller, type Caller } from './worker/createCaller.ts';
import type { CallArgs, CallReply, Line } from './worker/contract.ts';
import { DocHolds, type HeldDoc } from './worker/DocHolds.ts';
import { OpenDoc } from './worker/OpenDoc.ts';

export type NotebookClientDeps = {
  /** The notebook's thread. Stays the caller's. */
  readonly line: Line;
  readonly staffId: string;
  readonly after: (ms: number, work: () => void) => () => void;
};

/** The notebook as the console has it: locked or not, documents, and where everything typed is. */
export class NotebookClient {
  readonly #call: Caller;
  readonly #deps: NotebookClientDeps;
  readonly #open = new Map<DocId, Promise<OpenDoc>>();
  readonly #docs = new Map<DocId, OpenDoc>();
  readonly #holds = new DocHolds({
    open: (docId) => this.openDoc(docId),
    after: (ms, work) => this.#deps.after(ms, work),
  });
  readonly #listeners = new Set<() => void>();
  #all: NotebookState = { at: 'uploaded', problem: null, waitingCount: 0 };
  #told = this.#all;
  /** Its documents are being closed, to lock it. */
  #closing: Promise<boolean> | null = null;
  /** What the thread knows notes by; null where it has begun anew. */
  #labels: Readonly<Record<DocId, string>> | null = null;

  constructor(deps: NotebookClientDeps) {
    this.#deps = deps;
    this.#call = createCaller(deps.line, (notice) => {
      if (notice.kind === 'arrived') {
        for (const { docId, update } of notice.updates) this.#docs.get(docId)?.arrived(update);
        return;
      }
      this.#all = notice.all;
      for (const { docId, at, problem } of notice.documents) this.#docs.get(docId)?.stored({ at, problem });
      this.#changed();
    });
  }

  /** How this workstation's notebook is locked. Before everything else. */
  claim(): Promise<CallReply<'claim'>> {
    return this.#call('claim', { staffId: this.#deps.staffId });
  }

  /** Makes the keys, and gives the recovery key for process notes out, once. Rejects where the box does not open. */
  create(args: CallArgs<'create'>): Promise<CallReply<'create'>> {
    return this.#call('create', args);
  }

  async unlock(secret: CallArgs<'unlock'>): Promise<CallReply<'unlock'>> {
    await this.#closing;
    this.#labels = null;
    return this.#call('unlock', secret);
  }

  /** Another passphrase, or the keychain instead of one. */
  async rewrap(secret: CallArgs<'unlock'>, next: CallArgs<'unlock'>): Promise<CallReply<'rewrap'>> {
    await this.#closing;
    this.#labels = null;
    return this.#call('rewrap', { secret, next });
  }

  /** The hub has met this workstation (NB70). */
  async enrol(enrolled: CallArgs<'enrol'>): Promise<void> {
    await this.#call('enrol', enrolled);
  }

  /** Closes the vault of a workstation that is out of use, after `lock` (NB71). */
  closeVault(at: number): Promise<CallReply<'closeVault'>> {
    return this.#call('closeVault', { at });
  }

  /** Takes it into use again with the keys that the hub has opened (NB73). Rejects where they are others. */
  reopen(opened: CallArgs<'reopen'>['opened']): Promise<CallReply<'reopen'>> {
    return this.#call('reopen', { opened });
  }

  /** Closes every document and forgets the keys. @returns false, and stays open, where something typed is not durable (NB13) */
  async lock(): Promise<boolean> {
    const closing = this.#closeAll();
    // What unlocks it again comes to the thread after the lock.
    this.#closing = closing.catch(() => false);
    if (!(await closing)) return false;
    this.#labels = null;
    await this.#call('lock', null);
    return true;
  }

  /** Opens a document for as long as it is held; the last to let go of it closes it (NB57). */
  hold(docId: DocId): HeldDoc {
    return this.#holds.hold(docId);
  }

  /** Opens a document, which the caller closes. Rejects while locked. */
  openDoc(docId: DocId): Promise<OpenDoc> {
    const open = this.#open.get(docId);
    if (open) return open;
    const opening = this.#read(docId);
    this.#open.set(docId, opening);
    opening.catch(() => this.#open.delete(docId));
    return opening;
  }

  /** One state for everything: the worst there is. The same object until that changes. */
  state(): NotebookState {
    const { waitingCount } = this.#all;
    const open = [...this.#docs.values()].map((doc) => doc.state());
    const at = open.reduce((worst, one) => worseOf(worst, one.at), this.#all.at);
    const problem = open.find((one) => one.problem !== null)?.problem ?? this.#all.problem;
    const told = this.#told;
    if (at !== told.at || problem !== told.problem || waitingCount !== told.waitingCount)
      this.#told = { at, problem, waitingCount };
    return this.#told;
  }

  /** Hears that a state has changed, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The network or the sign-in is back. Resolves when a round with the hub is over. */
  async syncNow(): Promise<void> {
    await this.#call('sync', null);
  }

  /** Whether somebody else has the note open that is on the screen (NB36). Rejects while locked. */
  async together(isTogether: boolean): Promise<void> {
    await this.#call('together', isTogether);
  }

  /** What another workstation needs beside the recovery key, to read the same process notes. */
  authorBox(): Promise<CallReply<'authorBox'>> {
    return this.#call('authorBox', null);
  }

  /**
   * What members are called: kept sealed for as long as a note of theirs lies here (WR62). Rejects while locked.
   * @returns what is kept, of what was heard before as well
   */
  hearNames(names: CallArgs<'hearNames'>): Promise<CallReply<'hearNames'>> {
    return this.#call('hearNames', names);
  }

  /** Keeps a text sealed on this workstation; null puts it away. Rejects while locked. */
  async keep(key: string, text: string | null): Promise<void> {
    await this.#call('keep', { key, text });
  }

  /** What waits for the hub, as a file's text (NB64). Rejects while locked. */
  writeBackup(passphrase: string): Promise<CallReply<'writeBackup'>> {
    return this.#call('writeBackup', { passphrase });
  }

  /** Merges such a file (NB65). Rejects while locked, and where the disk has no room for all of it: then it is read again. */
  readBackup(text: string, passphrase: string): Promise<CallReply<'readBackup'>> {
    return this.#call('readBackup', { text, passphrase });
  }

  /**
   * Notes by their words, among those of this workstation (WR60). Rejects while locked.
   * @param labels the same object for as long as nothing in it changes: it is told to the thread once
   */
  async find(query: string, labels: Readonly<Record<DocId, string>>): Promise<CallReply<'find'>> {
    const isKnown = this.#labels === labels;
    this.#labels = labels;
    try {
      return await this.#call('find', { query, labels: isKnown ? null : labels });
    } catch (error) {
      this.#labels = null;
      throw error;
    }
  }

  /** The notes of a session that are on this workstation (WR26). Rejects while locked. */
  held(sessionId: string): Promise<CallReply<'held'>> {
    return this.#call('held', sessionId);
  }

  /** How far these notes' drafts are, in their order (CO82). Rejects while locked. */
  drafts(docIds: readonly DocId[]): Promise<CallReply<'drafts'>> {
    return this.#call('drafts', [...docIds]);
  }

  /** Every document that waits for the hub, or with which something is wrong (CO83). Rejects while locked. */
  waiting(): Promise<CallReply<'waiting'>> {
    return this.#call('waiting', null);
  }

  /** How much waits here, and which notebooks were set aside (NB66). Also while locked. */
  standing(): Promise<CallReply<'standing'>> {
    return this.#call('standing', null);
  }

  /** Sets the locked notebook aside; the next is to be created (NB66). Rejects while open. */
  async setAside(): Promise<void> {
    await this.#call('setAside', null);
  }

  /** Brings in what waits in those that were set aside and that this passphrase opens (NB67). Rejects while locked. */
  bringAside(passphrase: string): Promise<CallReply<'bringAside'>> {
    return this.#call('bringAside', { passphrase });
  }

  /** Another recovery key for process notes, which counts once its box is kept (NB68). */
  renewRecovery(secret: CallArgs<'unlock'>): Promise<CallReply<'renewRecovery'>> {
    return this.#call('renewRecovery', secret);
  }

  async keepRenewed(authorBox: string): Promise<void> {
    await this.#call('keepRenewed', { authorBox });
  }

  kept(key: string): Promise<CallReply<'kept'>> {
    return this.#call('kept', key);
  }

  /** @returns false, with all of them open, where something typed is not durable */
  async #closeAll(): Promise<boolean> {
    do {
      const docs = await Promise.all(this.#open.values());
      const durable = await Promise.all(docs.map((doc) => doc.settled()));
      // Where one cannot be closed, the others stay open as well.
      if (durable.includes(false)) return false;
      for (const doc of this.#docs.values()) doc.finish();
      // That may have written something, or somebody meanwhile in one that had settled, or another been opened.
    } while (!this.#isSettled());
    await Promise.all([...this.#docs.values()].map((doc) => doc.end()));
    return true;
  }

  async #read(docId: DocId): Promise<OpenDoc> {
    const { after } = this.#deps;
    const { state, docState } = await this.#call('open', docId);
    const doc = new OpenDoc(
      {
        docId,
        call: this.#call,
        after,
        onChange: () => this.#changed(),
        onClosed: () => {
          this.#open.delete(docId);
          this.#docs.delete(docId);
        },
      },
      state,
      docState,
    );
    this.#docs.set(docId, doc);
    return doc;
  }

  #isSettled(): boolean {
    return this.#open.size === this.#docs.size && [...this.#docs.values()].every((doc) => doc.isSettled);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
