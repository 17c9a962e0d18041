import * as Y from 'yjs';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { sectionText, writtenSections } from '../documents/noteDoc.ts';
import type { Disk, KeyRange } from '../ports.ts';
import { docIn } from '../store/keys.ts';
import { NoteIndex, type FoundNotes } from './NoteIndex.ts';

/** Notes, and nothing else: no process notes and no marks (WR61). `0` comes after `/`. */
const NOTES: KeyRange = { from: 'note/', to: 'note0' };

/** Finds notes among those of this workstation. The index is made when somebody first looks for something, and follows. */
export class NoteFinder {
  readonly #disk: Pick<Disk, 'keys'>;
  readonly #read: (docId: DocId) => Promise<Uint8Array>;
  readonly #index = new NoteIndex();
  /** What is not in the index as it is now; null before anybody looked for anything. */
  #changed: Set<DocId> | null = null;

  /** @param read a document's whole state */
  constructor(disk: Pick<Disk, 'keys'>, read: (docId: DocId) => Promise<Uint8Array>) {
    this.#disk = disk;
    this.#read = read;
  }

  /** A document is not any more as it was. */
  changed(docId: DocId): void {
    if (docId.startsWith(NOTES.from)) this.#changed?.add(docId);
  }

  async find(query: string, labels: Readonly<Record<DocId, string>>): Promise<FoundNotes> {
    this.#changed ??= await this.#all();
    for (const docId of this.#changed) {
      this.#changed.delete(docId);
      this.#index.put(docId, textIn(await this.#read(docId)));
    }
    return this.#index.find(query, labels);
  }

  async #all(): Promise<Set<DocId>> {
    const keys = await Promise.all([
      this.#disk.keys('snapshots', NOTES),
      this.#disk.keys('note_updates', NOTES),
    ]);
    return new Set(keys.flat().map(docIn));
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
