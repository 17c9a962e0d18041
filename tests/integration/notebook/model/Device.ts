import * as Y from 'yjs';
import type { AmendNoteBody, AmendNoteReply, SignNotesReply } from '../../../../src/protocol/api/notes.ts';
import { CirclewellError } from '../../../../src/protocol/errors.ts';
import type { DocId } from '../../../../src/protocol/notebook/docId.ts';
import type { NoteDraft, NoteRecord } from '../../../../src/protocol/notes/note.ts';
import type { AskedNote } from '../../../../src/hub/notes/wholeNote.ts';
import { sectionText, writeInSection } from '../../../../renderer/notebook/documents/noteDoc.ts';
import { keepSignedState, stateNow } from '../../../../renderer/notebook/documents/signedState.ts';
import { Notebook } from '../../../../renderer/notebook/Notebook.ts';
import { DiskFullError, type NewId, type Transport } from '../../../../renderer/notebook/ports.ts';
import { NoteStore } from '../../../../renderer/notebook/store/NoteStore.ts';
import { Queue } from '../../../../renderer/notebook/store/Queue.ts';
import { MemoryDisk } from '../../../../renderer/notebook/testKit/MemoryDisk.ts';
import { PLAIN_PARCEL } from '../../../../renderer/notebook/testKit/plainParcel.ts';
import { draftIn, SUPERVISOR } from './signedSession.ts';

/** So that snapshots and full batches come often. */
const SMALL = { looseUpdates: 3, looseWhenClosed: 1, batchChars: 100 };

/** The line to the hub that signs; it fails as the notebook's does. */
export type SigningLine = {
  sign(staffId: string, asked: AskedNote): Promise<SignNotesReply['notes'][number]>;
  amend(staffId: string, asked: Omit<AmendNoteBody, 'passphrase'>): Promise<AmendNoteReply>;
  /** The hash of a chain's last record. */
  read(docId: DocId): Promise<string | null>;
};

/** A signature that somebody was told of, with what stood on their screen. */
export type ToldSigned = { readonly docId: DocId; readonly asked: NoteDraft; readonly record: NoteRecord };

type Parts = {
  readonly staffId: string;
  readonly transport: Transport;
  readonly signing: SigningLine;
  readonly newId: NewId;
  /** For each screen another: what Yjs calls who writes, so that a schedule has the same outcome again. */
  readonly newHand: () => number;
};

export type SavedWord = { readonly docId: DocId; readonly word: string };

type Unsaved = { readonly docId: string; readonly update: Uint8Array; readonly onSaved: () => void };

/** A workstation: its disk, its notebook, and the documents on its screen. */
export class Device {
  readonly disk = new MemoryDisk();
  /** Words that were typed here and told as saved; words whose deletion was. */
  saved: SavedWord[] = [];
  erased: string[] = [];
  /** Words whose deletion was begun. */
  readonly touched: string[] = [];
  /** What was signed from here and told as signed. */
  signed: ToldSigned[] = [];
  /** The ends of chains that were read here last. */
  readonly #ends = new Map<DocId, string>();
  readonly #parts: Parts;
  /** Whose it is: a profile that was copied onto another workstation is still its author's. */
  staffId: string;
  #notebook: Notebook;
  #screens = new Map<string, Y.Doc>();
  #unsaved: Unsaved[] = [];
  readonly #saves = new Queue();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.staffId = parts.staffId;
    this.#notebook = this.#start();
  }

  /** Types a word at the end of a document, or in its middle. */
  async type(docId: DocId, word: string, at: number): Promise<void> {
    await this.#edit(
      docId,
      (doc) => {
        const from = placeOf(wordsIn(doc), at);
        writeInSection(doc, 'plan', { from, to: from, insert: `${word} ` }, this.staffId);
      },
      () => this.saved.push({ docId, word }),
    );
  }

  /** Deletes a word; nothing where there is none. */
  async erase(docId: DocId, at: number): Promise<void> {
    const screen = await this.#screen(docId);
    const words = screen ? wordsIn(screen) : [];
    const index = at % words.length;
    const word = words[index];
    if (word === undefined) return;
    this.touched.push(word);
    const from = placeOf(words, index);
    await this.#edit(
      docId,
      (doc) => writeInSection(doc, 'plan', { from, to: from + word.length + 1, insert: '' }, this.staffId),
      () => this.erased.push(word),
    );
  }

  /** Signs a note as it stands on the screen, and keeps how far its document went (SG45), as the page does once it is told. */
  async sign(docId: DocId): Promise<void> {
    const screen = await this.#screen(docId);
    if (!screen) return;
    const asked = draftIn(screen, docId);
    const state = stateNow(screen);
    const note = { docId, draft: asked, hasOpened: true, lateReason: 'Away for a week.', handOver: null };
    const outcome = await this.#ask(() => this.#parts.signing.sign(this.staffId, note));
    if (outcome?.result !== 'signed') return;
    const { record } = outcome;
    this.signed.push({ docId, asked, record });
    await this.#edit(
      docId,
      (doc) => keepSignedState(doc, record.hash, state),
      () => undefined,
    );
  }

  /** Adds to a chain what may be added to its end as it was read here last. @param isReadAnew whether it is read before */
  async amend(docId: DocId, amendment: AmendNoteBody['amendment'], isReadAnew: boolean): Promise<void> {
    const end = isReadAnew ? await this.#ask(() => this.#parts.signing.read(docId)) : null;
    if (end) this.#ends.set(docId, end);
    const lastHash = this.#ends.get(docId);
    if (lastHash === undefined) return;
    const isSupervisors = amendment.type === 'cosigned' || amendment.type === 'returned';
    const by = isSupervisors ? SUPERVISOR : this.staffId;
    await this.#ask(() => this.#parts.signing.amend(by, { docId, lastHash, amendment }));
  }

  /** Null where the line or the hub says no: the page then tells so, and asks nothing again by itself. */
  async #ask<T>(ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof CirclewellError)) throw error;
      return null;
    }
  }

  /** As the page does: what found no room stays in memory, and is tried again before anything else (NB4). */
  save(): Promise<void> {
    const notebook = this.#notebook;
    return this.#saves.run(() => this.#saveAll(notebook));
  }

  async #saveAll(notebook: Notebook): Promise<void> {
    // Whoever asked for it was gone with the power before it was their turn.
    if (notebook !== this.#notebook) return;
    const typed = this.#unsaved;
    this.#unsaved = [];
    for (const [index, { docId, update, onSaved }] of typed.entries()) {
      try {
        await notebook.edit(docId, update);
        onSaved();
      } catch (error) {
        if (notebook !== this.#notebook) return;
        if (!(error instanceof DiskFullError)) return this.restart();
        this.#unsaved = [...typed.slice(index), ...this.#unsaved];
        return;
      }
    }
  }

  /** One round with the hub. @param isBack whether what waits goes first (NB58) */
  async sync(isBack: boolean): Promise<void> {
    const result = await this.#notebook.round(isBack);
    // As the page does: a worker that cannot use its disk is begun anew.
    if (!result.isDone && result.problem === 'diskFailed') this.restart();
  }

  /** Rounds until nothing waits, with a disk that works. */
  async settle(): Promise<void> {
    this.disk.isFull = false;
    await this.save();
    this.restart();
    const result = await this.#notebook.round(false);
    if (!result.isDone) throw new Error(`It does not settle: ${result.problem}`);
  }

  /** The machine goes down and comes up again. */
  restart(): void {
    this.disk.crash();
    this.#notebook = this.#start();
  }

  /** Nobody looks at a document any longer: it leaves the screen once everything typed is saved. */
  async close(docId: DocId): Promise<void> {
    await this.save();
    if (this.#unsaved.some((one) => one.docId === docId)) return;
    this.#screens.delete(docId);
    await this.#notebook.closed(docId);
  }

  /** What is durable here of a document. */
  async words(docId: DocId): Promise<string[]> {
    return wordsIn(docOf([await new NoteStore(this.disk.peek(), () => '', SMALL).read(docId)]));
  }

  /** What is on the screen, once everything has arrived there. */
  async shown(docId: DocId): Promise<Y.Doc> {
    const screen = await this.#screen(docId);
    if (!screen) throw new Error('The screen stays empty');
    return screen;
  }

  #start(): Notebook {
    this.#screens = new Map();
    this.#unsaved = [];
    const notebook = new Notebook({
      disk: this.disk.open(),
      transport: this.#parts.transport,
      parcel: PLAIN_PARCEL,
      newId: this.#parts.newId,
      staffId: this.staffId,
      timers: { now: () => 0, after: () => () => undefined },
      random: () => 0,
      limits: SMALL,
      onArrived: (arrived) => {
        for (const { docId, update } of arrived) {
          const screen = this.#screens.get(docId);
          if (screen) Y.applyUpdate(screen, update);
        }
      },
      onStates: () => undefined,
    });
    return notebook;
  }

  async #edit(docId: DocId, change: (doc: Y.Doc) => void, onSaved: () => void): Promise<void> {
    const screen = await this.#screen(docId);
    if (!screen) return;
    const updates: Uint8Array[] = [];
    const hear = (update: Uint8Array) => void updates.push(update);
    screen.on('update', hear);
    change(screen);
    screen.off('update', hear);
    this.#unsaved.push(...updates.map((update) => ({ docId, update, onSaved })));
    await this.save();
  }

  /** Null where the machine goes down while it opens. */
  async #screen(docId: DocId): Promise<Y.Doc | null> {
    const open = this.#screens.get(docId);
    if (open) return open;
    try {
      const state = await this.#notebook.read(docId);
      const doc = docOf([state]);
      doc.clientID = this.#parts.newHand();
      this.#screens.set(docId, doc);
      return doc;
    } catch {
      this.restart();
      return null;
    }
  }
}

/** The document that these updates make. */
export function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

/** The words of a document: those of one section. */
export function wordsIn(doc: Y.Doc): string[] {
  return wordsOf(sectionText(doc, 'plan').toJSON());
}

/** Each word has one space after it. */
export function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** Where a word stands in the text; its end where there are not so many. */
function placeOf(words: readonly string[], at: number): number {
  return words.slice(0, at).reduce((place, word) => place + word.length + 1, 0);
}
