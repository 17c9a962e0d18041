import type * as Y from 'yjs';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import { riskReason, sectionText, writtenSections } from '../documents/noteDoc.ts';
import { readGoals } from '../documents/noteElements.ts';
import type { Disk, KeyRange } from '../ports.ts';
import { docIn } from '../store/keys.ts';
import { Queue } from '../store/Queue.ts';
import { NoteIndex, type FoundNotes } from './NoteIndex.ts';

/** So many notes are read at once: what is typed meanwhile waits for no more than that. */
const AT_ONCE = 32;
/** Notes, and nothing else: no process notes and no marks (WR61). `0` comes after `/`. */
const NOTES: KeyRange = { from: 'note/', to: 'note0' };

/** Finds notes among those of this workstation. The index is made when somebody first looks for something, or ahead, and follows. */
export class NoteFinder {
  readonly #disk: Pick<Disk, 'keys'>;
  readonly #read: (docIds: readonly DocId[]) => Promise<string[]>;
  readonly #index = new NoteIndex();
  readonly #queue = new Queue();
  /** What is not in the index as it is now, beside what lay there before anybody looked for anything. */
  readonly #changed = new Set<DocId>();
  #isListed = false;

  /** @param read documents' texts (`textIn`), in their order */
  constructor(disk: Pick<Disk, 'keys'>, read: (docIds: readonly DocId[]) => Promise<string[]>) {
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
      while (await this.#takeSome());
      return this.#index.find(query, labels);
    });
  }

  /** Takes some notes into the index that are not in it as they are. Resolves to whether there are more; rejects as `find`. */
  takeSome(): Promise<boolean> {
    return this.#queue.run(() => this.#takeSome());
  }

  async #takeSome(): Promise<boolean> {
    if (!this.#isListed) await this.#list();
    const docIds = [...this.#changed].slice(0, AT_ONCE);
    if (docIds.length === 0) return false;
    // Before the read: what is changed while it goes on is read once more.
    for (const docId of docIds) this.#changed.delete(docId);
    try {
      const texts = await this.#read(docIds);
      for (const [index, docId] of docIds.entries()) this.#index.put(docId, texts[index] ?? '');
    } catch (error) {
      for (const docId of docIds) this.#changed.add(docId);
      throw error;
    }
    return this.#changed.size > 0;
  }

  async #list(): Promise<void> {
    for (const docId of await notesOn(this.#disk)) this.#changed.add(docId);
    this.#isListed = true;
  }
}

/** The notes of which something lies on a disk, each once. */
export async function notesOn(disk: Pick<Disk, 'keys'>): Promise<DocId[]> {
  const keys = await Promise.all([disk.keys('snapshots', NOTES), disk.keys('note_updates', NOTES)]);
  return [...new Set(keys.flat().map(docIn))];
}

/** A note's text, as it is looked through: its sections, goals, and the reason for a risk. */
export function textIn(doc: Y.Doc): string {
  return [
    ...writtenSections(doc).map((section) => sectionText(doc, section).toJSON()),
    ...readGoals(doc).map((goal) => goal.text),
    riskReason(doc).toJSON(),
  ]
    .filter((text) => text !== '')
    .join('\n');
}
