import { Editor, Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { useEffect, useRef, useState } from 'react';
import type * as Y from 'yjs';
import { isInSection, type Finding } from '../../../../src/domain/notes/checks/finding.ts';
import type { SectionId } from '../../../../src/protocol/notes/formats.ts';
import type { NoteSettings } from '../../../../src/protocol/notes/noteSettings.ts';
import type { CursorPlace, Present } from '../../../../src/protocol/notebook/presence.ts';
import { sectionText } from '../../../notebook/documents/noteDoc.ts';
import type { NoteHistory } from '../../../notebook/documents/NoteHistory.ts';
import { languageOf, useWords } from '../../../words/i18n.ts';
import { cursorPlaceAt } from '../presence/cursorPlace.ts';
import { bindText } from './bindText.ts';
import type { Desk } from './Desk.ts';
import { DrawnCarets } from './drawCarets.ts';
import { DrawnRanges } from './drawRanges.ts';
import { followCarets } from './followCarets.ts';
import { lineKeys } from './lineKeys.ts';
import styles from './SectionEditor.module.css';
import { sectionKeys, selectIn, textIn } from './sectionKeys.ts';
import { contentOf, SECTION_NODES } from './sectionNodes.ts';
import { SnippetOffers } from './SnippetOffers.tsx';
import { putSnippet, snippetAt, snippetsOffered, type Snippet } from './snippets.ts';

export type SectionEditorProps = {
  doc: Y.Doc;
  section: SectionId;
  /** What it is called among the editors of the page; the section, where it is left out. */
  name?: string;
  pen: NoteHistory;
  desk: Desk;
  heading: string;
  prompts: readonly string[];
  findings: readonly Finding[];
  snippets: NoteSettings['snippets'];
  undo: () => void;
  redo: () => void;
  /** Who wrote in it, by name (WR25). */
  writers?: readonly string[];
  /** Who else has the note open (WR24). */
  others?: readonly Present[];
  onCursor?: (place: CursorPlace) => void;
};

/** Where one section is written (WR20). The editor is TipTap's, made once for a document and section. */
export function SectionEditor(props: SectionEditorProps) {
  const { doc, section, name = section, pen, desk, heading, prompts, findings } = props;
  const { writers = [], others = NOBODY } = props;
  const i18n = useWords();
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<{
    readonly made: Editor;
    readonly ranges: DrawnRanges;
    readonly carets: DrawnCarets;
  }>(null);
  const latest = useRef({ ...props, i18n });
  latest.current = { ...props, i18n };
  const [offered, setOffered] = useState<readonly Snippet[]>(NO_SNIPPETS);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const text = sectionText(doc, section);
    const ranges = new DrawnRanges({
      suggestion: styles.suggestion ?? '',
      block: styles.block ?? '',
      warn: styles.warn ?? '',
    });
    const carets = new DrawnCarets(styles.caret ?? '');
    function tellCursor({ editor: { isFocused, state } }: { editor: Editor }): void {
      if (isFocused) latest.current.onCursor?.(cursorPlaceAt(doc, section, state.selection.head - 1));
    }
    const made = new Editor({
      element,
      injectCSS: false,
      content: contentOf(text.toJSON()),
      extensions: [
        ...SECTION_NODES,
        sectionKeys({
          section,
          pen,
          undo: () => latest.current.undo(),
          redo: () => latest.current.redo(),
          snippet: (before, cursor) =>
            snippetAt(before, cursor, latest.current, languageOf(latest.current.i18n)),
        }),
        Extension.create({
          name: 'sectionText',
          addProseMirrorPlugins: () => [
            bindText(text, (edit, origin) => pen.write(section, edit, origin)),
            emptyTold,
            lineKeys,
            ranges.plugin,
            carets.plugin,
          ],
        }),
      ],
      editorProps: {
        attributes: {
          class: styles.text ?? '',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-labelledby': `heading-${name}`,
          'aria-describedby': `prompts-${name}`,
          spellcheck: 'true',
        },
        handleDOMEvents: {
          paste: pastePlain,
          drop: pastePlain,
        },
      },
      onTransaction({ editor: { isFocused, state } }) {
        if (!isFocused) return;
        const at = state.selection.head - 1;
        setOffered(snippetsOffered(state.doc.textContent, at, latest.current));
      },
      onFocus: tellCursor,
      onSelectionUpdate: tellCursor,
    });
    editor.current = { made, ranges, carets };
    const takeAway = desk.put(section, made);
    return () => {
      takeAway();
      editor.current = null;
      made.destroy();
    };
  }, [doc, section, name, pen, desk]);
  useEffect(() => {
    const found = findings.flatMap(({ code, severity, where }) =>
      !isInSection(where) || code === 'unsettled' ? [] : [{ ...where.range, severity }],
    );
    editor.current?.ranges.tell(editor.current.made.view, found);
  }, [findings]);
  useEffect(() => {
    const drawn = editor.current;
    return drawn ? followCarets({ doc, section, others, ...drawn }) : undefined;
  }, [doc, section, name, pen, desk, others]);
  const take = (snippet: Snippet): void => {
    const made = editor.current?.made;
    if (!made) return;
    const edit = putSnippet(snippet, textIn(made), made.state.selection.from - 1, languageOf(i18n));
    setOffered(NO_SNIPPETS);
    if (edit === null) return;
    pen.writeAlone(section, edit);
    const end = edit.from + edit.insert.length;
    selectIn(made, { from: end, to: end });
  };
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3 id={`heading-${name}`} className={styles.heading}>
          {heading}
        </h3>
        {writers.length > 0 && (
          <p className={styles.writers}>{i18n._('Written by {names}', { names: writers.join(', ') })}</p>
        )}
      </div>
      <div className={styles.paper}>
        <div ref={place} />
        <ul id={`prompts-${name}`} role="list" className={styles.prompts}>
          {prompts.map((prompt) => (
            <li key={prompt}>{prompt}</li>
          ))}
        </ul>
      </div>
      <SnippetOffers offered={offered} onTake={take} />
    </section>
  );
}

const NOBODY: readonly Present[] = [];
const NO_SNIPPETS: readonly Snippet[] = [];

/** Tells the styles where nothing is written: a text that ends in a break holds the same elements as an empty one. */
const emptyTold = new Plugin({
  props: {
    attributes: ({ doc }): Record<string, string> => (doc.textContent === '' ? { 'data-empty': '' } : {}),
  },
});

/** What is pasted or dropped comes as plain text, and goes no way through HTML. */
function pastePlain(view: Editor['view'], event: ClipboardEvent | DragEvent): boolean {
  const data = event instanceof DragEvent ? event.dataTransfer : event.clipboardData;
  const text = data?.getData('text/plain').replaceAll(/\r\n?/g, '\n') ?? '';
  event.preventDefault();
  if (text !== '') view.dispatch(view.state.tr.insertText(text).scrollIntoView());
  return true;
}
