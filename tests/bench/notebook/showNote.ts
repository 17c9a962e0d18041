import { I18nProvider } from '@lingui/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import type * as Y from 'yjs';
import { Desk } from '../../../renderer/console/notes/editor/Desk.ts';
import { SectionEditor } from '../../../renderer/console/notes/editor/SectionEditor.tsx';
import { sectionText } from '../../../renderer/notebook/documents/noteDoc.ts';
import { NoteHistory } from '../../../renderer/notebook/documents/NoteHistory.ts';
import { startWords } from '../../../renderer/words/i18n.ts';
import { SECTIONS } from './longNote.ts';

/** Where the typist writes, in the note's order. */
const TYPED_IN = SECTIONS[1];

/**
 * Shows a note in the product's own editors, one for each section, with its own way to write: steps of undo, stamps on sentences.
 * @returns what puts the cursor into the middle of the note
 */
export async function showNote(place: HTMLElement, doc: Y.Doc): Promise<() => void> {
  const { i18n } = await startWords({ en: [], es: [] });
  const desk = new Desk();
  const pen = new NoteHistory({
    doc,
    by: 'lead',
    newId: () => crypto.randomUUID(),
    after(ms, work) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  });
  const none = (): void => undefined;
  const editors = SECTIONS.map((section) =>
    createElement(SectionEditor, {
      key: section,
      name: `${place.id}-${section}`,
      doc,
      section,
      pen,
      desk,
      heading: section,
      prompts: NO_PROMPTS,
      findings: NO_FINDINGS,
      snippets: [],
      undo: none,
      redo: none,
    }),
  );
  createRoot(place).render(createElement(I18nProvider, { i18n }, editors));
  return () => {
    const at = Math.floor(sectionText(doc, TYPED_IN).length / 2);
    desk.select(TYPED_IN, { from: at, to: at });
  };
}

const NO_PROMPTS: readonly string[] = [];
const NO_FINDINGS: readonly never[] = [];
