import * as Y from 'yjs';
import { Notebook } from '../Notebook.ts';
import { DiskFullError, type NewId, type Transport } from '../ports.ts';
import { NoteStore } from '../store/NoteStore.ts';
import { Queue } from '../store/Queue.ts';
import { MemoryDisk } from './MemoryDisk.ts';
import { PLAIN_PARCEL } from './plainParcel.ts';

/** So that snapshots and full batches come often. */
const SMALL = { looseUpdates: 3, looseWhenClosed: 1, batchChars: 100 };

type Unsaved = { readonly docId: string; readonly update: Uint8Array; readonly onSaved: () => void };

/** A workstation: its disk, its notebook, and the documents on its screen. */
export class Device {
  readonly disk = new MemoryDisk();
  /** Words that were typed here and told as saved; words whose deletion was. */
  saved: string[] = [];
  erased: string[] = [];
  /** Words whose deletion was begun. */
  readonly touched: string[] = [];
  readonly #transport: Transport;
  readonly #newId: NewId;
  #notebook: Notebook;
  #screens = new Map<string, Y.Doc>();
  #unsaved: Unsaved[] = [];
  readonly #saves = new Queue();

  constructor({ transport, newId }: { transport: Transport; newId: NewId }) {
    this.#transport = transport;
    this.#newId = newId;
    this.#notebook = this.#start();
  }

  /** Types a word at the end of a document, or in its middle. */
  async type(docId: string, word: string, at: number): Promise<void> {
    await this.#edit(
      docId,
      (words) => words.insert(Math.min(at, words.length), [word]),
      () => this.saved.push(word),
    );
  }

  /** Deletes a word; nothing where there is none. */
  async erase(docId: string, at: number): Promise<void> {
    const screen = await this.#screen(docId);
    const words = screen?.getArray<string>('words');
    if (!words || words.length === 0) return;
    const index = at % words.length;
    const word = words.get(index);
    this.touched.push(word);
    await this.#edit(
      docId,
      (list) => list.delete(index, 1),
      () => this.erased.push(word),
    );
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
  async close(docId: string): Promise<void> {
    await this.save();
    if (this.#unsaved.some((one) => one.docId === docId)) return;
    this.#screens.delete(docId);
    await this.#notebook.closed(docId);
  }

  /** What is durable here of a document. */
  async words(docId: string): Promise<string[]> {
    return wordsIn([await new NoteStore(this.disk.peek(), () => '', SMALL).read(docId)]);
  }

  /** What is on the screen, once everything has arrived there. */
  async shown(docId: string): Promise<string[]> {
    return (await this.#screen(docId))?.getArray<string>('words').toArray() ?? [];
  }

  #start(): Notebook {
    this.#screens = new Map();
    this.#unsaved = [];
    const notebook = new Notebook({
      disk: this.disk.open(),
      transport: this.#transport,
      parcel: PLAIN_PARCEL,
      newId: this.#newId,
      staffId: 'ana',
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

  async #edit(docId: string, change: (words: Y.Array<string>) => void, onSaved: () => void): Promise<void> {
    const screen = await this.#screen(docId);
    if (!screen) return;
    const updates: Uint8Array[] = [];
    const hear = (update: Uint8Array) => void updates.push(update);
    screen.on('update', hear);
    change(screen.getArray<string>('words'));
    screen.off('update', hear);
    this.#unsaved.push(...updates.map((update) => ({ docId, update, onSaved })));
    await this.save();
  }

  /** Null where the machine goes down while it opens. */
  async #screen(docId: string): Promise<Y.Doc | null> {
    const open = this.#screens.get(docId);
    if (open) return open;
    try {
      const state = await this.#notebook.read(docId);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, state);
      this.#screens.set(docId, doc);
      return doc;
    } catch {
      this.restart();
      return null;
    }
  }
}

/** The words of a document that these updates make. */
export function wordsIn(updates: readonly Uint8Array[]): string[] {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.getArray<string>('words').toArray();
}
