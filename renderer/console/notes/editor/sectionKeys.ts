import { Extension, type Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import {
  acceptEdit,
  dismissEdit,
  unsettledIn,
  type TextRange,
} from '../../../../src/domain/notes/textEdits.ts';
import type { SectionId } from '../../../../src/protocol/notes/formats.ts';
import type { NoteHistory } from '../../../notebook/documents/NoteHistory.ts';

export type SectionKeysDeps = {
  readonly section: SectionId;
  readonly pen: Pick<NoteHistory, 'writeAlone'>;
  readonly undo: () => void;
  readonly redo: () => void;
  /** The snippet before a place of the text, as an edit. */
  readonly snippet: (text: string, cursor: number) => (TextRange & { readonly insert: string }) | null;
};

/** The keys of a section (WR21, WR31, WR7). */
export function sectionKeys({ section, pen, undo, redo, snippet }: SectionKeysDeps) {
  const act = (work: () => void) => () => {
    work();
    return true;
  };
  return Extension.create({
    name: 'sectionKeys',
    priority: 1_000,
    addKeyboardShortcuts() {
      const { editor } = this;
      const breakLine = () =>
        editor.commands.command(({ tr }) => {
          tr.insertText('\n').scrollIntoView();
          return true;
        });
      const settle =
        (edit: typeof acceptEdit, isSelecting = false) =>
        () => {
          const text = textIn(editor);
          const at = editor.state.selection.from - 1;
          const range = unsettledIn(text).find(({ from, to }) => from <= at && at <= to);
          if (!range) return false;
          const made = edit(text, range);
          pen.writeAlone(section, made);
          if (isSelecting) selectIn(editor, { from: made.from, to: made.from + made.insert.length });
          return true;
        };
      return {
        Enter: breakLine,
        'Shift-Enter': breakLine,
        'Mod-z': act(undo),
        'Mod-y': act(redo),
        'Shift-Mod-z': act(redo),
        Tab: () => {
          const made = snippet(textIn(editor), editor.state.selection.from - 1);
          if (made === null) return false;
          pen.writeAlone(section, made);
          return true;
        },
        'Alt-Enter': settle(acceptEdit),
        'Alt-Backspace': settle(dismissEdit),
        'Alt-e': settle(acceptEdit, true),
      };
    },
  });
}

export function textIn({ state }: Editor): string {
  return state.doc.textContent;
}

/** Puts the cursor, or the selection, at a place of the text, and the focus there. */
export function selectIn(editor: Editor, { from, to }: TextRange): void {
  const end = editor.state.doc.content.size - 1;
  const inside = (at: number) => Math.max(1, Math.min(at + 1, end));
  const { tr } = editor.state;
  editor.view.dispatch(
    tr.setSelection(TextSelection.create(tr.doc, inside(from), inside(to))).scrollIntoView(),
  );
  editor.view.focus();
}
