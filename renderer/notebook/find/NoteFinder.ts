import * as Y from 'yjs';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { sectionText, writtenSections } from '../documents/noteDoc.ts';
import type { Disk, KeyRange } from '../ports.ts';
import { docIn } from '../store/keys.ts';
import { Queue } from '../store/Queue.ts';
import { NoteIndex, type FoundNotes } from './NoteIndex.ts';

/** Notes, and nothing else: no process notes and no marks (WR61). `0` comes after `/`. */
const NOTES: KeyRange = { from: 'note/', to: 'note0' };

/** Finds notes among those of this workstation. The index is made when somebody first looks for something, and follows. */
export class NoteFinder {
  readonly #disk: Pick<Disk, 'keys'>;
  readonly #read: (docId: DocId) => Promise<Uint8Array>;
  readonly #index = new NoteIndex();
  readonly #queue = new Queue();
  /** What is not in the index as it is now, beside what lay there before anybody looked for anything. */
  readonly #changed = new Set<DocId>();
  #isListed = false;

  /** @param read a document's whole state */
  constructor(disk: Pick<Disk, 'keys'>, read: (docId: DocId) => Promise<Uint8Array>) {
    this.#disk = disk;
    this.#read = read;
  }

  /** A document is not any more as it was. */
  changed(docId: DocId): void {
    if (docId.startsWith(NOTES.from)) this.#changed.add(docId);
  }

  /** Rejects where a note cannot be read; the next one reads it again. */
  find(query: string, labels: Readonly<Record<DocId, string>>): Promise<FoundNotes> {
    return this.#queue.run(async () => {
      if (!this.#isListed) await this.#list();
      for (const docId of this.#changed) await this.#take(docId);
      return this.#index.find(query, labels);
    });
  }

  async #take(docId: DocId): Promise<void> {
    // Before the read: what is changed while it goes on is read once more.
    this.#changed.delete(docId);
    try {
      this.#index.put(docId, textIn(await this.#read(docId)));
    } catch (error) {
      this.#changed.add(docId);
      throw error;
    }
  }

  async #list(): Promise<void> {
    const keys = await Promise.all([
      this.#disk.keys('snapshots', NOTES),
      this.#disk.keys('note_updates', NOTES),
    ]);
    for (const key of keys.flat()) this.#changed.add(docIn(key));
    this.#isListed = true;
  }
}

function textIn(state: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const text = writtenSections(doc)
    .map((section) => sectionText(doc, section).toJSON())
    .join('\n');
  doc.destroy();
  return text;
}
