import { fold } from '../../../src/domain/notes/checks/foldText.ts';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';

/** How much of a text is shown around what was found, in UTF-16 code units. */
const AROUND = 60;
const MOST = 50;

/** A note that was found, with the words around what was found in it; empty where its label alone has it. */
export type FoundNote = { readonly docId: DocId; readonly excerpt: string };
export type FoundNotes = { readonly found: readonly FoundNote[]; readonly total: number };

type Indexed = { readonly text: string; readonly words: string };
const NOTHING: Indexed = { text: '', words: ' ' };

/** The texts of notes, to be looked through by words (WR60). In memory alone. */
export class NoteIndex {
  readonly #texts = new Map<DocId, Indexed>();
  /** The words of labels that were given before: they are the same from one key to the next. */
  #labels = new Map<string, string>();

  put(docId: DocId, text: string): void {
    this.#texts.set(docId, { text, words: wordsOf(text) });
  }

  /**
   * The notes in which every word of the query begins a word, of the text or of its label.
   * @param labels what else a note is known by (member, session, stage), also of notes that are not here; they come in its order first
   */
  find(query: string, labels: Readonly<Record<DocId, string>>): FoundNotes {
    const terms = wordsOf(query)
      .split(' ')
      .filter((term) => term !== '');
    if (terms.length === 0) return { found: [], total: 0 };
    const labelled = new Map(
      Object.values(labels).map((label) => [label, this.#labels.get(label) ?? wordsOf(label)]),
    );
    this.#labels = labelled;
    const hits = [...new Set([...Object.keys(labels), ...this.#texts.keys()])].filter((docId) => {
      const { words } = this.#texts.get(docId) ?? NOTHING;
      const label = labelled.get(labels[docId] ?? '') ?? ' ';
      return terms.every((term) => words.includes(` ${term}`) || label.includes(` ${term}`));
    });
    const found = hits.slice(0, MOST).map((docId) => ({
      docId,
      excerpt: excerptOf(this.#texts.get(docId) ?? NOTHING, terms),
    }));
    return { found, total: hits.length };
  }
}

/** A text as words, each after a space: folded, without what stands between them. */
function wordsOf(text: string): string {
  return ` ${fold(text).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')}`;
}

/** What stands around the first word that one of the terms begins. Words are counted, for folding moves places and no words. */
function excerptOf({ text, words }: Indexed, terms: readonly string[]): string {
  const at = terms.map((term) => words.indexOf(` ${term}`)).find((place) => place !== -1);
  if (at === undefined) return '';
  const number = words
    .slice(1, at + 1)
    .split(' ')
    .filter((word) => word !== '').length;
  let seen = 0;
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    if (seen++ < number) continue;
    const start = Math.max(0, index - AROUND);
    const end = Math.min(text.length, index + word.length + AROUND);
    const around = text.slice(start, end).replaceAll(/\s+/g, ' ').trim();
    return `${start > 0 ? '…' : ''}${around}${end < text.length ? '…' : ''}`;
  }
  return '';
}
