import type * as Y from 'yjs';
import { sectionText } from '../../../renderer/notebook/documents/noteDoc.ts';
import type { SectionId } from '../../../src/protocol/notes/formats.ts';
import { lettersUpTo } from './letters.ts';

/** A note's sections as BIRP has them. */
export const SECTIONS = [
  'behavior',
  'intervention',
  'response',
  'plan',
] as const satisfies readonly SectionId[];
const PAGE_LETTERS = 3_000;
const WORD_LETTERS = 6;
const PARAGRAPH_WORDS = 50;

/** Writes so many pages into an empty note, shared out among its sections: words of five letters, in paragraphs of 50. */
export function fillPages(doc: Y.Doc, pages: number): void {
  const wordsEach = (pages * PAGE_LETTERS) / WORD_LETTERS / SECTIONS.length;
  const letters = lettersUpTo(wordsEach * WORD_LETTERS, 20);
  const words = Array.from({ length: wordsEach }, (_, index) => {
    const word = letters.slice(index * WORD_LETTERS, index * WORD_LETTERS + WORD_LETTERS - 1);
    return word + (index % PARAGRAPH_WORDS === PARAGRAPH_WORDS - 1 ? '\n' : ' ');
  });
  doc.transact(() => {
    for (const section of SECTIONS) sectionText(doc, section).insert(0, words.join(''));
  });
}
