import { TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/**
 * Begins a change that nobody at this editor made. The browser moves the cursor first and tells the editor of it later: a change that came
 * between would put it back, and what is typed then would stand elsewhere. So the cursor is read from the browser first (WR23).
 */
export function comingIn(view: EditorView): Transaction {
  const { tr } = view.state;
  // While a word is being composed the browser's cursor is the composition's.
  const shown = view.hasFocus() && !view.composing ? view.dom.ownerDocument.getSelection() : null;
  const { anchorNode, focusNode } = shown ?? {};
  if (!shown || !anchorNode || !focusNode) return tr;
  if (!view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return tr;
  const end = tr.doc.content.size - 1;
  const placeOf = (node: Node, offset: number) => Math.max(1, Math.min(view.posAtDOM(node, offset, 1), end));
  const selection = TextSelection.create(
    tr.doc,
    placeOf(anchorNode, shown.anchorOffset),
    placeOf(focusNode, shown.focusOffset),
  );
  return selection.eq(tr.selection) ? tr : tr.setSelection(selection);
}
